package dev.outlay.report;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Rating;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much of what it is for a charge bought, in seconds, GB-seconds or GB. Not thread-safe.
final class Quantities {

    /// What there are unit costs of.
    enum Kind {
        COMPUTE,
        STORAGE,
        NETWORK
    }

    /// So many seconds of compute, GB-seconds or GB; for compute `of` says of what.
    record Quantity(BigDecimal amount, String of) {}

    // a gibibyte in gigabytes, by definition of both
    private static final BigDecimal GB_PER_GIB = new BigDecimal("1.073741824");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int SCALE = 18;
    private static final Map<String, BigDecimal> GB = Map.of(
            "GB",
            BigDecimal.ONE,
            "GIB",
            GB_PER_GIB,
            "TB",
            new BigDecimal("1000"),
            "TIB",
            GB_PER_GIB.multiply(new BigDecimal("1024")),
            "MB",
            new BigDecimal("0.001"),
            "MIB",
            GB_PER_GIB.divide(new BigDecimal("1024")));

    // a metered use of traffic is charged day by day, and each charge states the whole quantity
    private final Map<String, Span> traffic = new HashMap<>();

    Quantities(LedgerReader ledger, Span span) {
        try (Stream<Usage> usages = ledger.facts(Usage.class, span)) {
            usages.filter(usage -> usage.resource() == Resource.NETWORK)
                    .forEach(usage -> traffic.put(usage.origin().id(), usage.span()));
        }
    }

    /// What a charge is for; null for anything that has no unit cost, such as support or tax.
    static @Nullable Kind kind(Charge charge) {
        String category = charge.terms().chargeCategory();
        String service = charge.product().serviceCategory();
        if (service == null || (category != null && !category.equalsIgnoreCase("Usage"))) {
            return null;
        }
        return switch (service) {
            case "Compute", "AI and Machine Learning" -> Kind.COMPUTE;
            case "Storage" -> Kind.STORAGE;
            case "Networking" -> Kind.NETWORK;
            default -> null;
        };
    }

    /// The quantity of a charge; null where none is stated in a unit that is understood.
    @Nullable
    Quantity of(Charge charge, Kind kind) {
        if (kind == Kind.COMPUTE && charge.use().gpuSeconds() != null) {
            return new Quantity(charge.use().gpuSeconds(), "GPUs");
        }
        BigDecimal consumed = charge.terms().consumedQuantity();
        String unit = charge.terms().consumedUnit();
        BigDecimal priced = charge.terms().pricingQuantity();
        String pricingUnit = charge.terms().pricingUnit();
        if (charge.origin().id().startsWith(Rating.ORIGIN)) {
            return consumed == null ? null : metered(charge, kind, signed(charge, consumed));
        }
        Quantity stated = consumed == null || unit == null ? null : stated(charge, kind, consumed, unit);
        return stated != null || priced == null || pricingUnit == null
                ? stated
                : stated(charge, kind, priced, pricingUnit);
    }

    /// A metered charge states what was held at every moment, in GiB, or for traffic all that was moved.
    private @Nullable Quantity metered(Charge charge, Kind kind, BigDecimal gib) {
        BigDecimal seconds = charge.period().seconds();
        return switch (kind) {
            case COMPUTE -> null;
            case STORAGE -> new Quantity(gib.multiply(GB_PER_GIB).multiply(seconds), "storage");
            case NETWORK ->
                moved(charge)
                        .map(whole -> new Quantity(
                                gib.multiply(GB_PER_GIB)
                                        .multiply(seconds)
                                        .divide(whole.seconds(), SCALE, RoundingMode.HALF_EVEN),
                                "traffic"))
                        .orElse(null);
        };
    }

    private Optional<Span> moved(Charge charge) {
        String rest = charge.origin().id().substring(Rating.ORIGIN.length());
        int end = rest.lastIndexOf('/');
        return end < 0 ? Optional.empty() : Optional.ofNullable(traffic.get(rest.substring(0, end)));
    }

    // a reversal states the quantity of what it takes back
    private static BigDecimal signed(Charge charge, BigDecimal quantity) {
        return charge.origin().id().endsWith("-reversal") ? quantity.negate() : quantity;
    }

    private static @Nullable Quantity stated(Charge charge, Kind kind, BigDecimal quantity, String unit) {
        String name = unit.strip().toUpperCase(Locale.ROOT).replace(' ', '-');
        if (kind == Kind.COMPUTE) {
            return isHours(name) ? new Quantity(quantity.multiply(SECONDS_PER_HOUR), "machines, as billed") : null;
        }
        int dash = name.indexOf('-');
        BigDecimal gigabytes = GB.get(dash < 0 ? name : name.substring(0, dash));
        if (gigabytes == null) {
            return null;
        }
        String time = dash < 0 ? "" : name.substring(dash + 1);
        BigDecimal amount = quantity.multiply(gigabytes);
        return switch (kind) {
            case STORAGE ->
                time.startsWith("MO")
                        ? new Quantity(amount.multiply(month(charge.period()).seconds()), "storage")
                        : null;
            case NETWORK -> time.isEmpty() ? new Quantity(amount, "traffic") : null;
            case COMPUTE -> null;
        };
    }

    private static boolean isHours(String unit) {
        return unit.equals("HOURS") || unit.equals("HOUR") || unit.equals("HRS") || unit.equals("HR");
    }

    private static Span month(Span period) {
        return month(YearMonth.from(period.from().atOffset(ZoneOffset.UTC)));
    }

    /// A calendar month in UTC, by whose length a GB-month is told.
    static Span month(YearMonth month) {
        LocalDate first = month.atDay(1);
        return new Span(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
