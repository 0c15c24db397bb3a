package dev.outlay.monitor;

import dev.outlay.recommend.AdviceCase;
import dev.outlay.recommend.Advising;
import dev.outlay.recommend.Advisors;
import dev.outlay.recommend.Category;
import dev.outlay.recommend.Inquiry;
import dev.outlay.recommend.Status;
import dev.outlay.recommend.Together;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How much advice is open and what it is worth.
final class AdviceWatch implements Watch {

    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private static final Metric OPEN = Metric.of(
            "outlay_advice_open",
            "Advice from the last 30 days that nobody has decided about, by category; see outlay recommend.",
            "category");
    private static final Metric SAVING = Metric.of(
            "outlay_advice_saving",
            "What the open advice saves together, each thing counted once, in the currency of the label, for the month,"
                    + " run or once that the label per says.",
            "per",
            "currency");

    @Override
    public List<Metric> metrics() {
        return List.of(OPEN, SAVING);
    }

    /// Every advisor looks at a month for it.
    @Override
    public Duration keeps() {
        return Duration.ofHours(1);
    }

    @Override
    public List<Family> look(Sight sight) {
        var inquiry =
                new Inquiry(sight.ledger(), sight.catalog(), sight.cards().get(), sight.last(LOOKED_BACK), sight.now());
        List<AdviceCase> open = new Advising(Advisors.ALL)
                .cases(inquiry).stream()
                        .filter(each -> each.status() == Status.OPEN && each.advice() != null)
                        .toList();
        List<Level> counts = new ArrayList<>();
        for (Category category : Category.values()) {
            long count = open.stream()
                    .filter(each ->
                            Objects.requireNonNull(each.advice()).finding().category() == category)
                    .count();
            if (count > 0) {
                counts.add(Level.of(BigDecimal.valueOf(count), category.text()));
            }
        }
        List<Level> savings = new ArrayList<>();
        for (Together.Sum sum : Together.of(open).sums()) {
            savings.add(Level.of(
                    sum.saving().amount(), sum.per().text(), sum.saving().currency()));
        }
        return List.of(Family.of(OPEN, counts), Family.of(SAVING, savings));
    }
}
