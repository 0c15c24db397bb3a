package dev.outlay.recommend;

import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.utilization.LoadSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How much of the time tensor cores and the GPU as a whole were at work for a run, by samples that say both.
/// Immutable.
record TensorUse(double tensor, double busy, List<String> facts) {

    private static final int FACTS_SHOWN = 5;

    /// By the name of the run; runs without such samples are left out.
    static Map<String, TensorUse> of(Inquiry inquiry) {
        Map<String, Sum> sums = new HashMap<>();
        try (Stream<Sample> samples = inquiry.ledger().facts(Sample.class, inquiry.span())) {
            samples.forEach(sample -> {
                BigDecimal tensor = sample.values().get(Signal.TENSOR_ACTIVE);
                BigDecimal busy = sample.values().get(Signal.SM_ACTIVE);
                String run = sample.owner().run();
                if (tensor != null && busy != null && run != null) {
                    sums.computeIfAbsent(run, _ -> new Sum()).add(sample, tensor, busy);
                }
            });
        }
        Map<String, TensorUse> uses = new HashMap<>();
        sums.forEach((run, sum) -> uses.put(run, sum.use()));
        return uses;
    }

    /// Whether the GPU was at work at all.
    boolean works() {
        return busy >= LoadSettings.DEFAULT.idleBelow().doubleValue();
    }

    /// The sums of one run. Not thread-safe.
    private static final class Sum {
        private final List<String> facts = new ArrayList<>();
        private double seconds;
        private double tensor;
        private double busy;

        void add(Sample sample, BigDecimal tensorActive, BigDecimal smActive) {
            double length = sample.span().seconds().doubleValue();
            seconds += length;
            tensor += length * tensorActive.doubleValue();
            busy += length * smActive.doubleValue();
            if (facts.size() < FACTS_SHOWN) {
                facts.add(sample.origin().id());
            }
        }

        TensorUse use() {
            return new TensorUse(tensor / seconds, busy / seconds, facts);
        }
    }
}
