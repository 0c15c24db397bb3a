package dev.outlay.catalog;

import java.util.Locale;

/// The kind of seller or service behind an offer.
public enum Tier {
    /// A cloud's regular machines.
    ON_DEMAND,
    /// A provider's own or vetted data centres, on platforms that also have others.
    SECURE,
    /// Machines of private hosts.
    COMMUNITY,
    /// A lowest price of a live market: it moves by the hour.
    MARKETPLACE,
    PROTOTYPING,
    PRODUCTION,
    /// Google TPU slices, counted in chips.
    TPU;

    private static final Tier[] ALL = values();

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// How it is written in files and on screens, such as `on-demand`.
    public String text() {
        return text;
    }

    /// The tier of a written name. Throws [IllegalArgumentException] on an unknown one.
    public static Tier of(String text) {
        for (Tier tier : ALL) {
            if (tier.text.equals(text)) {
                return tier;
            }
        }
        throw new IllegalArgumentException("unknown tier: " + text);
    }
}
