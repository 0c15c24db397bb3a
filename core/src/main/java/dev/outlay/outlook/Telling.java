package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts an anomaly into a sentence, such as `team vision in eu-west-1 on H100: +412.00 USD a day since
/// 2026-11-03T14:00Z, ...`.
final class Telling {

    private static final int SHOWN_RUNS = 3;
    private static final double MOST = 0.7;

    private final AnomalyQuestion question;
    private final List<Filter> cause;
    private final @Nullable String currency;

    Telling(AnomalyQuestion question, List<Filter> cause, @Nullable String currency) {
        this.question = question;
        this.cause = cause;
        this.currency = currency;
    }

    /// The identity of what began on a day because of something.
    static String id(List<Filter> cause, Instant day, BigDecimal excess) {
        String of = cause.stream()
                .map(filter -> filter.dimension().text() + "="
                        + filter.values().stream().map(String::valueOf).sorted().collect(Collectors.joining("|")))
                .collect(Collectors.joining(","));
        return (excess.signum() < 0 ? "less/" : "more/") + (of.isEmpty() ? "all" : of) + "/"
                + day.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    String sentence(
            Anomaly.Kind kind,
            Span days,
            boolean ongoing,
            BigDecimal excess,
            BigDecimal usual,
            BigDecimal perDay,
            @Nullable BigDecimal byPrice,
            List<String> runs) {
        List<String> parts = new ArrayList<>();
        parts.add(who() + ": " + signed(perDay) + " a day " + when(days, ongoing));
        parts.add(signed(excess) + " in all against a usual " + amount(usual));
        switch (kind) {
            case NEW -> parts.add("never charged before");
            case RAMP -> parts.add("more each day");
            case VANISHED -> parts.add("nothing is charged any more; it may have ended or its data may be missing");
            case SPIKE, STEP, FEE, DROP, PRICE -> {}
        }
        if (byPrice != null && byPrice.doubleValue() / excess.doubleValue() >= MOST) {
            parts.add("by price: the same GPU time costs " + (excess.signum() < 0 ? "less" : "more"));
        }
        if (byPrice != null && byPrice.doubleValue() / excess.doubleValue() <= 1 - MOST) {
            parts.add("by quantity: " + (excess.signum() < 0 ? "less" : "more") + " GPU time at the same price");
        }
        if (!runs.isEmpty()) {
            parts.add(runs.size()
                    + (runs.size() == 1 ? " new run (" : " new runs (")
                    + runs.stream().limit(SHOWN_RUNS).collect(Collectors.joining(", "))
                    + (runs.size() > SHOWN_RUNS ? ", ...)" : ")"));
        }
        return String.join(", ", parts);
    }

    private static String when(Span days, boolean ongoing) {
        String from = days.from().toString().replace(":00Z", "Z").replace("T00:00Z", "");
        String to =
                days.to().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1).toString();
        if (ongoing) {
            return "since " + from;
        }
        return from.startsWith(to) ? "on " + from : "from " + from + " to " + to;
    }

    private String who() {
        if (cause.isEmpty()) {
            return "all together";
        }
        return cause.stream().map(Telling::words).collect(Collectors.joining(" "));
    }

    private static String words(Filter filter) {
        Dimension dimension = filter.dimension();
        String value = filter.values().stream()
                .map(each -> each == null ? "none" : each)
                .sorted()
                .collect(Collectors.joining(" or "));
        if (filter.values().contains(null)) {
            return "without a " + dimension.text();
        }
        if (dimension == Named.REGION || dimension == Named.CLUSTER) {
            return "in " + value;
        }
        if (dimension == Named.GPU_MODEL || dimension == Named.PROVIDER) {
            return "on " + value;
        }
        return dimension.text() + " " + value;
    }

    private String signed(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + amount(value);
    }

    private String amount(BigDecimal value) {
        String number = value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
        return number + " " + (currency == null ? unit(question.measure().unit()) : currency);
    }

    private static String unit(Measure.Unit unit) {
        return switch (unit) {
            case MONEY -> "";
            case GPU_HOURS -> "GPU-hours";
            case KILOWATT_HOURS -> "kWh";
            case GRAMS_CO2E -> "gCO2e";
        };
    }
}
