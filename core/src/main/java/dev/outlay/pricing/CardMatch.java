package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a line of a rate card is for: all that is said must hold, null says nothing.
///
/// `family` is the beginning of an instance type (`p4d` of `p4d.24xlarge`), `gpuModel` a model or its beginning
/// (`H100` of `H100-SXM5-80GB`), up to the end of a word. Case does not count. Immutable and thread-safe.
public record CardMatch(
        @Nullable String provider,
        @Nullable String region,
        @Nullable String family,
        @Nullable String gpuModel,
        @Nullable String sku,
        @Nullable CapacityType capacityType) {

    /// Holds for everything.
    public static final CardMatch ANYTHING = new CardMatch(null, null, null, null, null, null);

    /// The most specific last: a SKU counts more than a GPU model, that more than a family, a region, a provider
    /// and a way to buy, one after the other; of two models or families, the longer name counts more.
    static final Comparator<CardMatch> CLOSENESS = Comparator.comparingInt(CardMatch::said)
            .thenComparingInt(match -> length(match.gpuModel) + length(match.family));

    private int said() {
        return (sku == null ? 0 : 32)
                + (gpuModel == null ? 0 : 16)
                + (family == null ? 0 : 8)
                + (region == null ? 0 : 4)
                + (provider == null ? 0 : 2)
                + (capacityType == null ? 0 : 1);
    }

    /// Whether this holds for something that is bought.
    boolean holds(CardUse use) {
        return (capacityType == null || capacityType == use.capacityType())
                && (provider == null || provider.equalsIgnoreCase(use.provider()))
                && (region == null || region.equalsIgnoreCase(use.region()))
                && (sku == null || sku.equalsIgnoreCase(use.sku()) || sku.equalsIgnoreCase(use.instanceType()))
                && (gpuModel == null || begins(use.gpuModel(), gpuModel))
                && (family == null || begins(use.instanceType(), family));
    }

    /// What it says, for a sentence: `provider aws, family p4d`; `everything` where it says nothing.
    public String text() {
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        parts.put("provider", provider);
        parts.put("region", region);
        parts.put("family", family);
        parts.put("gpu_model", gpuModel);
        parts.put("sku", sku);
        parts.put("capacity", capacityType == null ? null : capacityType.text());
        String said = parts.entrySet().stream()
                .flatMap(
                        part -> Optional.ofNullable(part.getValue()).map(value -> part.getKey() + " " + value).stream())
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "everything" : said;
    }

    private static boolean begins(@Nullable String name, String beginning) {
        if (name == null || !name.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (name.length() == beginning.length()) {
            return true;
        }
        char next = name.charAt(beginning.length());
        return !Character.isLetter(next)
                && !(Character.isDigit(next) && Character.isDigit(beginning.charAt(beginning.length() - 1)));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    static void checkMultiplier(String what, BigDecimal multiplier) {
        if (multiplier.signum() < 0) {
            throw new IllegalArgumentException(
                    "a multiplier is not negative: " + what + " " + multiplier.toPlainString());
        }
    }
}
