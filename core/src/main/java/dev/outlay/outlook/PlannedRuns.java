package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a number of planned runs will cost, from the ledger's own runs.
///
/// Runs count with all their attempts, once they have ended: as their last attempt says, or, where nothing but
/// charges tell of them, when nothing was charged since yesterday. Reads the ledger when it is asked. Thread-safe
/// where the ledger is.
public final class PlannedRuns {

    /// How many past runs an answer takes.
    public static final int FEWEST = 4;
    /// How many runs can be planned at once.
    public static final int MOST = 10_000;

    private static final int SCALE = 18;

    private final LedgerReader ledger;
    private final Instant now;

    public PlannedRuns(LedgerReader ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /// The cost of so many runs like those whose charges pass the question's filters and whose name is `like` it,
    /// in each currency. Empty where no run of them was ever charged. Throws [IllegalArgumentException] on a number
    /// below 1 or above [#MOST].
    public List<RunsCost> cost(SpendQuestion question, Predicate<String> like, int planned) {
        if (planned < 1 || planned > MOST) {
            throw new IllegalArgumentException("from 1 to " + MOST + " runs can be planned, not " + planned);
        }
        Set<String> going = going();
        Map<String, List<BigDecimal>> past = new TreeMap<>();
        for (Totals.Row row : totals(question, question.measure(), null)) {
            String run = row.dimensions().getFirst();
            BigDecimal amount =
                    Histories.amount(question.measure(), row.measures().getFirst());
            if (run != null && amount != null && like.test(run) && !going.contains(run)) {
                past.computeIfAbsent(row.currency() == null ? "" : row.currency(), _ -> new ArrayList<>())
                        .add(amount);
            }
        }
        List<RunsCost> costs = new ArrayList<>();
        past.forEach((currency, amounts) -> costs.add(cost(currency.isEmpty() ? null : currency, amounts, planned)));
        return costs;
    }

    private static RunsCost cost(@Nullable String currency, List<BigDecimal> amounts, int planned) {
        int past = amounts.size();
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(BigDecimal.valueOf(past), SCALE, RoundingMode.HALF_EVEN);
        double[] values = amounts.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        BigDecimal median = Range.decimal(Robust.median(values));
        if (past < FEWEST) {
            return new RunsCost(
                    currency,
                    planned,
                    past,
                    mean,
                    median,
                    null,
                    "only " + past + " runs like these have ended, and it takes " + FEWEST + " to say how they vary");
        }
        double[] span = new RunSums(values).interval(planned);
        BigDecimal value = Range.decimal(Robust.mean(values) * planned);
        Range together = new Range(
                value, Range.decimal(span[0]).min(value), Range.decimal(span[1]).max(value));
        return new RunsCost(
                currency,
                planned,
                past,
                mean,
                median,
                together,
                "the mean of " + past + " runs that have ended, " + planned
                        + " times; low and high hold nine of ten such sums");
    }

    /// Runs that are still going, whose cost is not known yet.
    private Set<String> going() {
        Map<String, Run> last = new HashMap<>();
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            runs.forEach(run -> last.put(run.run(), run));
        }
        Set<String> going = new HashSet<>();
        Span lately = new Span(
                Span.dayOf(now).from().minus(1, ChronoUnit.DAYS),
                Span.dayOf(now).to());
        for (Totals.Row row : totals(SpendQuestion.of(Measure.GPU_HOURS), Measure.GPU_HOURS, lately)) {
            String run = row.dimensions().getFirst();
            if (run != null && !last.containsKey(run)) {
                going.add(run);
            }
        }
        last.values().stream().filter(run -> run.status() == RunStatus.RUNNING).forEach(run -> going.add(run.run()));
        return going;
    }

    private List<Totals.Row> totals(SpendQuestion question, Measure measure, @Nullable Span span) {
        return ledger.totals(TotalsQuery.of(measure)
                        .by(Dimension.Named.RUN)
                        .where(question.filters().toArray(new Filter[0]))
                        .in(span))
                .rows();
    }

    /// A test for names: `*` stands for any characters, all others for themselves.
    public static Predicate<String> like(String pattern) {
        String[] parts = pattern.split("\\*", -1);
        String regex =
                String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList());
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }
}
