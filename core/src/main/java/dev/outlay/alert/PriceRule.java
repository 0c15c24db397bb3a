package dev.outlay.alert;

import dev.outlay.catalog.Provider;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.PriceAlert;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.PricedThing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A price that fell, rose or lies low over the last days: what `outlay prices alerts` shows, as an alert.
///
/// By default only prices of what was used in that time count; what is on sale besides would drown them.
final class PriceRule implements Rule {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PriceAlert.Kind kind;

    PriceRule(PriceAlert.Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return "price-" + kind.text();
    }

    @Override
    public String description() {
        return switch (kind) {
            case DROP -> "A price fell by so many percent since the span began.";
            case SURGE -> "A price rose by so many percent since the span began.";
            case LOW -> "A price is within so many percent of the lowest of the span.";
        };
    }

    @Override
    public Severity severity() {
        return kind == PriceAlert.Kind.SURGE ? Severity.WARNING : Severity.INFO;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                switch (kind) {
                    case DROP -> Threshold.percent("percent", "10", "0.01", "100", "Alert from so much lower on");
                    case SURGE -> Threshold.percent("percent", "20", "0.01", "100000", "Alert from so much higher on");
                    case LOW ->
                        Threshold.percent("percent", "5", "0", "1000", "Alert where it lies at most so much above");
                },
                switch (kind) {
                    case DROP ->
                        Threshold.percent("clear", "5", "0.01", "100", "End where it is less than so much lower");
                    case SURGE ->
                        Threshold.percent("clear", "10", "0.01", "100000", "End where it is less than so much higher");
                    case LOW ->
                        Threshold.percent("clear", "8", "0", "1000", "End where it lies more than so much above");
                },
                Threshold.duration("over", "7d", SHORTEST, LONGEST, "The span up to now"),
                Threshold.word(
                        "prices", List.of("used", "all"), "Of what was used in the span, or all that are known"));
    }

    @Override
    public List<String> labels() {
        return List.of("provider", "sku", "region", "zone", "capacity-type");
    }

    @Override
    public void check(Function<String, BigDecimal> number) {
        Threshold.inOrder(name(), number.apply("percent"), number.apply("clear"), kind != PriceAlert.Kind.LOW);
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        Duration over = watch.duration("over");
        List<PriceStatistics> prices = situation.prices(over);
        Predicate<PricedThing> wanted =
                watch.text("prices").orElseThrow().equals("all") ? _ -> true : used(situation, over);
        var sheet = new Judgement.Sheet();
        for (PriceStatistics statistics : prices) {
            if (wanted.test(statistics.series().thing())) {
                Optional<PriceAlert> bad = found(statistics, watch.number("percent"));
                Optional<PriceAlert> notGood = bad.isPresent() ? bad : found(statistics, watch.number("clear"));
                notGood.ifPresent(alert -> sheet.add(finding(alert, bad.isPresent())));
            }
        }
        return sheet.judgement();
    }

    private Optional<PriceAlert> found(PriceStatistics statistics, BigDecimal percent) {
        // the other two kinds are asked for what they can be, and left aside
        BigDecimal any = percent.signum() > 0 ? percent : HUNDRED;
        var thresholds = new PriceAlert.Thresholds(any, any, percent);
        return PriceAlert.of(statistics, thresholds).stream()
                .filter(alert -> alert.kind() == kind)
                .findFirst();
    }

    private Finding finding(PriceAlert alert, boolean holds) {
        PricedThing thing = alert.thing();
        String now = alert.now().price().unitPrice().toString();
        String before = alert.before().price().unitPrice().toString();
        String since = Wording.minute(alert.before().from());
        String sentence = switch (kind) {
            case DROP ->
                thing + " costs " + now + ", " + moved(alert.percent(), "less") + " than " + before + ", its price of "
                        + since + ".";
            case SURGE ->
                thing + " costs " + now + ", " + moved(alert.percent(), "more") + " than " + before + ", its price of "
                        + since + ".";
            case LOW ->
                thing + " costs " + now + ", " + moved(alert.percent(), "above") + " the lowest of the span, " + before
                        + " of " + since + ".";
        };
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("price now", now);
        figures.put("price before", before);
        if (alert.percent() != null) {
            figures.put("change", alert.percent().toPlainString() + " %");
        }
        figures.put("source", alert.now().price().source());
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("provider", thing.provider());
        labels.put("sku", thing.sku());
        Say.put(labels, "region", thing.region());
        Say.put(labels, "zone", thing.zone());
        labels.put("capacity-type", thing.capacityType().text());
        return Finding.of(
                thing + " per " + thing.unit().text() + " in " + thing.currency(),
                holds,
                sentence,
                figures,
                List.of(
                        alert.now().price().origin().id(),
                        alert.before().price().origin().id()),
                labels);
    }

    private static String moved(@Nullable BigDecimal percent, String how) {
        if (percent == null) {
            return "which was free before: " + how;
        }
        return percent.abs().toPlainString() + " % " + how;
    }

    /// What was charged for in the span, by provider and the name that prices have: the machine or the GPU.
    private static Predicate<PricedThing> used(Situation situation, Duration over) {
        Set<String> used = new HashSet<>();
        Totals totals = situation
                .ledger()
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.PROVIDER, Dimension.Named.SKU, Dimension.Named.GPU_MODEL)
                        .in(situation.last(over)));
        for (Totals.Row row : totals.rows()) {
            String provider = row.dimensions().get(0);
            for (String name :
                    new String[] {row.dimensions().get(1), row.dimensions().get(2)}) {
                if (provider != null && name != null) {
                    used.add(name(id(situation, provider), name));
                }
            }
        }
        return thing -> used.contains(name(id(situation, thing.provider()), thing.sku()));
    }

    // bills write a provider out where prices have its short name
    private static String id(Situation situation, String provider) {
        return situation.catalog().provider(provider).map(Provider::id).orElse(provider);
    }

    private static String name(String provider, String sku) {
        return (provider + "\n" + sku).toLowerCase(Locale.ROOT);
    }
}
