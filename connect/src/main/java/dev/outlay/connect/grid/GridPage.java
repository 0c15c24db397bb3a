package dev.outlay.connect.grid;

import dev.outlay.connect.file.ContentKey;
import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the facts of one answer have in common: the feed, the zone, and as of when it speaks. Immutable.
///
/// A figure's id is made of what it says, not of when it was asked for, so asking again changes nothing. A figure
/// that the feed revises is another fact; the one of the later answer counts.
public record GridPage(String feed, String title, String zone, Instant asOf) {

    /// The beginning of every id that a feed of intensities gives, which is also the name of its sources.
    public static final String SOURCE = "grid";

    /// How sure a feed is of a figure.
    public enum Status {
        MEASURED(""),
        ESTIMATED(", estimated"),
        FORECAST(", forecast");

        private final String words;

        Status(String words) {
            this.words = words;
        }
    }

    /// The intensity of a stretch of time in gCO2e per kWh. Throws [WrongField] where it is negative.
    public GridIntensity intensity(Instant from, Duration length, BigDecimal grams, GridBasis basis, Status status)
            throws WrongField {
        if (grams.signum() < 0) {
            throw new WrongField(null, grams.toPlainString(), "an intensity is not negative");
        }
        String id = String.join(
                "/",
                SOURCE,
                feed,
                zone,
                basis.text(),
                from.toString(),
                status.name().toLowerCase(Locale.ROOT),
                Decimals.text(Decimals.rounded(grams)));
        return new GridIntensity(
                Origin.of(id, document()), Span.of(from, length), zone, grams, basis.text(), title + status.words);
    }

    /// A row that was not understood; `where` names it within the answer.
    public Refusal refusal(String where, WrongField wrong) {
        return new Refusal(
                Origin.of(
                        "refused/" + SOURCE + "/" + feed + "/"
                                + ContentKey.of(zone + where + wrong.column() + wrong.value()),
                        document()),
                asOf,
                wrong.column() == null ? where : where + "." + wrong.column(),
                wrong.value(),
                wrong.reason());
    }

    /// An instant as feeds write it. Throws [WrongField] on any other text.
    public static Instant instant(String column, String text) throws WrongField {
        return WrittenInstant.of(text)
                .orElseThrow(() -> new WrongField(
                        column, text, "an instant is expected here: the feed may have changed its form"));
    }

    // later answers of one feed sort behind earlier ones, which is how the last word is told
    private String document() {
        return title + " " + zone + " as of " + asOf.truncatedTo(ChronoUnit.SECONDS);
    }

    /// The page of another instant, where the answer says of when it is.
    public GridPage asOf(@Nullable Instant said) {
        return said == null ? this : new GridPage(feed, title, zone, said);
    }
}
