package dev.outlay.monitor;

import static dev.outlay.monitor.CostWatch.said;

import dev.outlay.ledger.Charge;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How fast money is spent and how many GPUs stand idle, over the last 24 hours.
///
/// A charge that reaches out of the 24 hours counts with the part of its time that lies in them. Where no charge
/// touches the last 24 hours nothing is given: the ledger cannot tell nothing spent from nothing heard.
final class DayWatch implements Watch {

    static final Duration DAY = Duration.ofHours(24);
    static final int MOST = 50;

    private static final Metric RATE = Metric.of(
            "gpu_autoscaler_hourly_cost_rate_usd",
            "Effective cost in USD per hour, the mean of the last 24 hours; absent where no charge in USD reaches into"
                    + " them.");
    private static final Metric SERVICES = Metric.of(
            "outlay_hourly_cost_rate",
            "Effective cost per hour in the currency of the label, the mean of the last 24 hours, by service category"
                    + " of FOCUS.",
            "service_category",
            "currency");
    private static final Metric GPUS = Metric.of(
            "outlay_gpus",
            "GPUs that were paid for, the mean number of the last 24 hours, by use: used, or idle where nobody held"
                    + " them; the " + MOST + " largest stand apart, the rest is summed as other.",
            "cluster",
            "gpu_type",
            "use");

    @Override
    public List<Metric> metrics() {
        return List.of(RATE, SERVICES, GPUS);
    }

    @Override
    public List<Family> look(Sight sight) {
        Span day = sight.last(DAY);
        var sums = new Sums(day);
        try (Stream<Charge> charges = sight.ledger().facts(Charge.class, day)) {
            charges.forEach(sums::add);
        }
        BigDecimal usd = sums.costs.entrySet().stream()
                .filter(entry -> entry.getKey().get(1).equals(CostWatch.USD))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal::add)
                .orElse(null);
        return List.of(
                usd == null ? Family.unknown(RATE) : Family.of(RATE, List.of(Level.of(perHour(usd)))),
                Largest.family(SERVICES, each(sums.costs, DayWatch::perHour), MOST, 1),
                Largest.family(
                        GPUS,
                        each(sums.gpuSeconds, seconds -> seconds.divide(day.seconds(), MathContext.DECIMAL64)),
                        MOST,
                        1));
    }

    private static BigDecimal perHour(BigDecimal cost) {
        return Decimals.normal(cost.divide(BigDecimal.valueOf(DAY.toHours()), MathContext.DECIMAL64));
    }

    private static Map<List<String>, BigDecimal> each(
            Map<List<String>, BigDecimal> sums, java.util.function.UnaryOperator<BigDecimal> change) {
        Map<List<String>, BigDecimal> changed = new HashMap<>();
        sums.forEach((labels, sum) -> changed.put(labels, change.apply(sum)));
        return changed;
    }

    private static final class Sums {

        private final Span day;
        private final Map<List<String>, BigDecimal> costs = new HashMap<>();
        private final Map<List<String>, BigDecimal> gpuSeconds = new HashMap<>();

        Sums(Span day) {
            this.day = day;
        }

        void add(Charge charge) {
            BigDecimal inside =
                    charge.period().intersection(day).map(Span::seconds).orElse(BigDecimal.ZERO);
            Money cost = charge.costs().effective();
            if (cost != null) {
                costs.merge(
                        List.of(said(charge.product().serviceCategory(), Largest.UNKNOWN), cost.currency()),
                        part(cost.amount(), inside, charge.period()),
                        BigDecimal::add);
            }
            BigDecimal seconds = charge.use().gpuSeconds();
            if (seconds != null) {
                gpuSeconds.merge(
                        List.of(
                                said(charge.place().cluster(), Largest.UNKNOWN),
                                said(charge.use().gpuModel(), Largest.UNKNOWN),
                                charge.use().idle() ? "idle" : "used"),
                        part(seconds, inside, charge.period()),
                        BigDecimal::add);
            }
        }

        private static BigDecimal part(BigDecimal whole, BigDecimal inside, Span period) {
            BigDecimal seconds = period.seconds();
            return inside.compareTo(seconds) == 0
                    ? whole
                    : whole.multiply(inside).divide(seconds, MathContext.DECIMAL128);
        }
    }
}
