package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why spend of one span differs from that of another: by which values of a dimension, and by price or quantity.
///
/// What has GPU time is compared cell by cell, a cell being one GPU model, capacity, provider, region and use, busy
/// or idle, of a group. Where a cell was held in both spans, the price made what its new GPU time cost more than at
/// its old price; the rest of its change is quantity, and so is all of what is new or gone. What has no GPU time,
/// such as storage, is other. The three sum to the change to the last digit. Thread-safe where the ledger is.
public final class SpendChange {

    /// The dimensions that are tried where none is asked for.
    public static final List<Dimension> TRIED = List.of(
            Named.TEAM,
            Named.PROJECT,
            Named.NAMESPACE,
            Named.RUN,
            Named.ENVIRONMENT,
            Named.CLUSTER,
            Named.PROVIDER,
            Named.REGION,
            Named.ACCOUNT,
            Named.SERVICE,
            Named.GPU_MODEL,
            Named.CAPACITY_TYPE,
            Named.USE);

    /// What the price of an hour hangs on.
    public static final List<Dimension> PRICED_BY =
            List.of(Named.GPU_MODEL, Named.CAPACITY_TYPE, Named.PROVIDER, Named.REGION, Named.USE);

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int DIGITS = 18;
    private static final String IDLE = "idle";

    private final LedgerReader ledger;

    public SpendChange(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /// Which money of which charges is compared, in one currency. Throws [IllegalArgumentException] on a measure
    /// that is no money.
    public record Question(Span before, Span after, Measure measure, List<Filter> filters, String currency) {

        public Question {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(currency, "currency");
            filters = List.copyOf(filters);
            if (measure.unit() != Measure.Unit.MONEY) {
                throw new IllegalArgumentException(
                        "a change is explained of billed, effective, list or contracted cost, not of "
                                + measure.text());
            }
        }
    }

    /// The change of one group, whose value is null where charges do not say; GPU time is in seconds, null where
    /// none is known.
    public record Part(
            @Nullable String group,
            BigDecimal before,
            BigDecimal after,
            BigDecimal byPrice,
            BigDecimal byQuantity,
            BigDecimal other,
            @Nullable BigDecimal gpuSecondsBefore,
            @Nullable BigDecimal gpuSecondsAfter) {

        public BigDecimal change() {
            return after.subtract(before);
        }

        static Part of(@Nullable String group, Amount before, Amount after) {
            BigDecimal change = after.cost().subtract(before.cost());
            BigDecimal zero = BigDecimal.ZERO;
            if (before.seconds() == null && after.seconds() == null) {
                return new Part(group, before.cost(), after.cost(), zero, zero, change, null, null);
            }
            BigDecimal byPrice = before.isHeld() && after.isHeld()
                    ? after.cost()
                            .subtract(before.cost()
                                    .multiply(Objects.requireNonNull(after.seconds()))
                                    .divide(Objects.requireNonNull(before.seconds()), DIGITS, RoundingMode.HALF_EVEN))
                    : zero;
            return new Part(
                    group,
                    before.cost(),
                    after.cost(),
                    byPrice,
                    change.subtract(byPrice),
                    zero,
                    before.seconds(),
                    after.seconds());
        }

        Part plus(Part more) {
            return new Part(
                    group,
                    before.add(more.before),
                    after.add(more.after),
                    byPrice.add(more.byPrice),
                    byQuantity.add(more.byQuantity),
                    other.add(more.other),
                    Amount.sum(gpuSecondsBefore, more.gpuSecondsBefore),
                    Amount.sum(gpuSecondsAfter, more.gpuSecondsAfter));
        }
    }

    /// What an hour of a GPU cost in both spans, by the values of [#PRICED_BY], and what the difference came to.
    public record Repriced(
            List<@Nullable String> cell,
            BigDecimal before,
            BigDecimal after,
            BigDecimal gpuHours,
            BigDecimal byPrice) {}

    /// The groups of a dimension, the largest change first, and the cells that have another price than before.
    public record Explanation(Dimension dimension, List<Part> parts, List<Repriced> repriced) {

        public Explanation {
            parts = List.copyOf(parts);
            repriced = List.copyOf(repriced);
        }
    }

    /// Cost and GPU time of something in a span; the time is null where none is known.
    record Amount(BigDecimal cost, @Nullable BigDecimal seconds) {

        static final Amount NONE = new Amount(BigDecimal.ZERO, null);

        boolean isHeld() {
            return seconds != null && seconds.signum() > 0;
        }

        Amount plus(Amount more) {
            return new Amount(cost.add(more.cost), sum(seconds, more.seconds));
        }

        static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null ? other : other == null ? one : one.add(other);
        }
    }

    /// How well each dimension that has more than one value explains the change, the best first; see [Telltale].
    public List<Telltale> tried(Question question) {
        List<Telltale> tried = new ArrayList<>();
        for (Dimension dimension : TRIED) {
            Map<List<@Nullable String>, Amount> before = amounts(question, question.before(), List.of(dimension));
            Map<List<@Nullable String>, Amount> after = amounts(question, question.after(), List.of(dimension));
            Telltale.of(dimension, first(before), first(after)).ifPresent(tried::add);
        }
        tried.sort(Telltale.BEST_FIRST);
        return tried;
    }

    /// The change by the values of a dimension.
    public Explanation by(Dimension dimension, Question question) {
        List<Dimension> cells = new ArrayList<>(PRICED_BY);
        cells.remove(dimension);
        cells.addFirst(dimension);
        Map<List<@Nullable String>, Amount> before = amounts(question, question.before(), cells);
        Map<List<@Nullable String>, Amount> after = amounts(question, question.after(), cells);
        Map<@Nullable String, Part> parts = new LinkedHashMap<>();
        Map<List<@Nullable String>, Amount> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        for (List<@Nullable String> cell : all.keySet()) {
            Part part = Part.of(
                    group(dimension, cells, cell),
                    before.getOrDefault(cell, Amount.NONE),
                    after.getOrDefault(cell, Amount.NONE));
            parts.merge(part.group(), part, Part::plus);
        }
        return new Explanation(
                dimension,
                parts.values().stream()
                        .sorted(Comparator.comparing(
                                        (Part part) -> part.change().abs())
                                .reversed()
                                .thenComparing(part -> String.valueOf(part.group())))
                        .toList(),
                repriced(question));
    }

    // nobody owns what nobody used, which is another thing than that nobody said who does
    private static @Nullable String group(Dimension dimension, List<Dimension> cells, List<@Nullable String> cell) {
        String value = cell.getFirst();
        boolean owner = dimension instanceof Named named && OwnerRule.SETTABLE.contains(named);
        return value == null && owner && IDLE.equals(cell.get(cells.indexOf(Named.USE))) ? IDLE : value;
    }

    private List<Repriced> repriced(Question question) {
        Map<List<@Nullable String>, Amount> before = amounts(question, question.before(), PRICED_BY);
        List<Repriced> repriced = new ArrayList<>();
        Map<List<@Nullable String>, Amount> after = amounts(question, question.after(), PRICED_BY);
        for (Map.Entry<List<@Nullable String>, Amount> entry : after.entrySet()) {
            Amount now = entry.getValue();
            Amount then = before.getOrDefault(entry.getKey(), Amount.NONE);
            Part part = Part.of(null, then, now);
            if (then.isHeld() && now.isHeld() && part.byPrice().signum() != 0) {
                repriced.add(new Repriced(entry.getKey(), perHour(then), perHour(now), hours(now), part.byPrice()));
            }
        }
        repriced.sort(Comparator.comparing((Repriced each) -> each.byPrice().abs())
                .reversed()
                .thenComparing(each -> String.valueOf(each.cell())));
        return repriced;
    }

    private static BigDecimal perHour(Amount amount) {
        return amount.cost()
                .multiply(SECONDS_PER_HOUR)
                .divide(Objects.requireNonNull(amount.seconds()), DIGITS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal hours(Amount amount) {
        return Decimals.hours(Objects.requireNonNull(amount.seconds()));
    }

    private static Map<@Nullable String, Amount> first(Map<List<@Nullable String>, Amount> amounts) {
        Map<@Nullable String, Amount> first = new LinkedHashMap<>();
        amounts.forEach((values, amount) -> first.put(values.getFirst(), amount));
        return first;
    }

    private Map<List<@Nullable String>, Amount> amounts(Question question, Span span, List<Dimension> by) {
        Map<List<@Nullable String>, Amount> amounts = new LinkedHashMap<>();
        Totals totals = ledger.totals(new TotalsQuery(
                List.of(question.measure(), Measure.GPU_HOURS), by, Grain.NONE, question.filters(), span));
        for (Totals.Row row : totals.rows()) {
            BigDecimal cost = row.measures().get(0);
            if (question.currency().equals(row.currency()) && cost != null) {
                amounts.merge(row.dimensions(), new Amount(cost, row.measures().get(1)), Amount::plus);
            }
        }
        return amounts;
    }
}
