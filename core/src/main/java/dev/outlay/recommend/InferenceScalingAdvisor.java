package dev.outlay.recommend;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Services that hold more replicas than their work takes, by the load that they were seen to carry.
///
/// A service is a workload of no run that is always on with two replicas or more. The load that is known to be
/// carried is its own: that below which it stays for 95 % of the time. At that load whole replicas suffice for the
/// work of each moment; the interval goes from the load of 75 % of the time to the highest.
final class InferenceScalingAdvisor implements Advisor {

    private static final String NEEDS =
            "GPU usage of a workload that belongs to no run, on for nine tenths of the span with two replicas or more, with"
                    + " its utilization for nine tenths of it";

    @Override
    public String name() {
        return "inference-scaling";
    }

    @Override
    public Category category() {
        return Category.INFERENCE;
    }

    @Override
    public String asks() {
        return "Does this service hold more replicas than its work takes?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return Serving.of(inquiry).isEmpty() ? Optional.of("no service is found: " + NEEDS) : Optional.empty();
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return Serving.of(inquiry).stream().flatMap(serving -> advice(serving, inquiry).stream());
    }

    private Optional<Advice> advice(Serving serving, Inquiry inquiry) {
        BigDecimal carried = serving.load("0.95");
        BigDecimal mostly = serving.load("0.75");
        BigDecimal highest = serving.load("1");
        Money cost = serving.cost(inquiry).orElse(null);
        if (cost == null || mostly.signum() <= 0 || cost.amount().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal spare = serving.spare(carried);
        BigDecimal low = serving.spare(mostly);
        BigDecimal high = serving.spare(highest);
        if (low.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                new Finding(name(), category(), serving.subject(), inquiry.span()),
                "Scale " + serving.key() + " to its load: " + percent(spare)
                        + " % of its GPU time was more than it took",
                List.of(
                        new Evidence("cost", Replays.amount(cost), cost.currency(), "as charged", serving.facts()),
                        new Evidence(
                                "load carried",
                                carried.setScale(4, RoundingMode.HALF_EVEN).toPlainString(),
                                null,
                                "the load below which it stays for 95 % of the time; "
                                        + mostly.setScale(4, RoundingMode.HALF_EVEN) + " for 75 %, "
                                        + highest.setScale(4, RoundingMode.HALF_EVEN) + " at most",
                                serving.facts()),
                        new Evidence(
                                "replicas",
                                Integer.toString(serving.replicas()),
                                null,
                                "the most at once",
                                serving.facts())),
                Worth.of(
                        Promise.perMonthWithin(
                                inquiry.span(), cost, cost.times(spare), cost.times(low), cost.times(high)),
                        Worth.ComparedBy.DAY),
                Certainty.of("0.6", "means of utilization hide short peaks; the machines must be given back too"),
                Action.patch("HorizontalPodAutoscaler of " + serving.owner().workload()
                        + ": minReplicas: 1, target GPU utilization: " + percent(carried) + " %"),
                List.of("a new replica takes time to load its model", "peaks shorter than the measurements")));
    }

    private static String percent(BigDecimal part) {
        return part.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
    }
}
