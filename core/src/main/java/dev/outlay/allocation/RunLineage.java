package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run cost, from the run over its attempts and their pods down to devices.
///
/// Each charge is cut by the second where attempts start and end; the parts of a charge sum to it to the last
/// digit, so the leaves sum to the run. Charges may come in any order. Not thread-safe.
public final class RunLineage {

    /// The number that stands for the time between attempts, before the first and after the last.
    public static final int BETWEEN_ATTEMPTS = 0;

    private final RunHistory history;
    private final Measure measure;
    private final Map<Leaf, Amounts> leaves = new TreeMap<>();
    private long charges;
    private long unpriced;
    private long withoutEnergy;
    private final Set<String> teams = new TreeSet<>();
    private final Set<String> projects = new TreeSet<>();
    private @Nullable Instant firstCharge;

    /// A lineage without charges yet; `measure` is the cost to sum. Throws [IllegalArgumentException] on a measure
    /// that is no money.
    public RunLineage(RunHistory history, Measure measure) {
        if (measure.unit() != Measure.Unit.MONEY) {
            throw new IllegalArgumentException(
                    "a run's cost is billed, effective, list or contracted, not " + measure.text());
        }
        this.history = history;
        this.measure = measure;
    }

    /// The finest part that is told apart: an attempt's device, in one currency.
    ///
    /// `pod` is the pod, else the machine, else the resource; `device` is the GPU, else the kind of resource; null
    /// where it was not said.
    public record Leaf(
            int attempt, @Nullable String pod, @Nullable String device, String currency) implements Comparable<Leaf> {

        private static final Comparator<@Nullable String> ABSENT_LAST = Comparator.nullsLast(Comparator.naturalOrder());
        // what lies between attempts comes after them
        private static final Comparator<Leaf> ORDER = Comparator.<Leaf, Boolean>comparing(
                        leaf -> leaf.attempt == BETWEEN_ATTEMPTS)
                .thenComparingInt(Leaf::attempt)
                .thenComparing(Leaf::pod, ABSENT_LAST)
                .thenComparing(Leaf::device, ABSENT_LAST)
                .thenComparing(Leaf::currency);

        @Override
        public int compareTo(Leaf other) {
            return ORDER.compare(this, other);
        }
    }

    /// What a run's money of one currency went into. `failed` is the cost of attempts that ended without success,
    /// `lost` that of work made in vain or again, whatever the attempt came to; `between` what was held while no
    /// attempt ran. `useful` is what is left of `total` without `lost` and `between`.
    public record Split(BigDecimal total, BigDecimal failed, BigDecimal lost, BigDecimal between, Amounts amounts) {

        /// No money went into anything.
        public static final Split NOTHING =
                new Split(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Amounts.NONE);

        public BigDecimal useful() {
            return total.subtract(lost).subtract(between);
        }

        /// Both together.
        public Split plus(Split other) {
            return new Split(
                    total.add(other.total),
                    failed.add(other.failed),
                    lost.add(other.lost),
                    between.add(other.between),
                    amounts.plus(other.amounts));
        }
    }

    public RunHistory history() {
        return history;
    }

    /// Charges taken so far, those among them without a price, and those that held a GPU whose energy is not known.
    public long charges() {
        return charges;
    }

    public long unpriced() {
        return unpriced;
    }

    public long withoutEnergy() {
        return withoutEnergy;
    }

    /// The team of the run: what its attempts say, else what all its charges agree on; empty where neither does.
    public Optional<String> team() {
        return history.owner(Owner::team).or(() -> only(teams));
    }

    /// The project of the run; see [#team].
    public Optional<String> project() {
        return history.owner(Owner::project).or(() -> only(projects));
    }

    /// When the run started: with its first attempt, else with its first charge; empty where neither is known.
    public Optional<Instant> start() {
        return history.start().or(() -> Optional.ofNullable(firstCharge));
    }

    /// Takes a charge of the run.
    public void add(Charge charge) {
        Money money = cost(charge.costs());
        charges++;
        unpriced += charge.costs().priced() ? 0 : 1;
        withoutEnergy += charge.use().gpuSeconds() != null && charge.use().energyKwh() == null ? 1 : 0;
        Stream.ofNullable(charge.owner().team()).forEach(teams::add);
        Stream.ofNullable(charge.owner().project()).forEach(projects::add);
        firstCharge = firstCharge == null || charge.at().isBefore(firstCharge) ? charge.at() : firstCharge;
        var amounts = new Amounts(
                money == null ? null : money.amount(),
                charge.use().gpuSeconds(),
                charge.use().energyKwh(),
                charge.use().emissionsGrams());
        List<RunHistory.Piece> pieces = history.cut(charge.period());
        List<Amounts> parts = pieces.size() == 1
                ? List.of(amounts)
                : amounts.split(
                        pieces.stream().map(piece -> piece.span().seconds()).toList());
        for (int i = 0; i < parts.size(); i++) {
            leaves.merge(leaf(charge, pieces.get(i).attempt(), money), parts.get(i), Amounts::plus);
        }
    }

    /// All leaves in order. What has no price stands beside what is priced, under the first currency there is.
    public Map<Leaf, Amounts> leaves() {
        String first = leaves.keySet().stream()
                .map(Leaf::currency)
                .filter(currency -> !currency.equals(Costs.NO_CURRENCY))
                .min(Comparator.naturalOrder())
                .orElse(Costs.NO_CURRENCY);
        Map<Leaf, Amounts> all = new TreeMap<>();
        leaves.forEach((leaf, amounts) -> all.merge(
                leaf.currency().equals(Costs.NO_CURRENCY)
                        ? new Leaf(leaf.attempt(), leaf.pod(), leaf.device(), first)
                        : leaf,
                amounts,
                Amounts::plus));
        return all;
    }

    /// The run's money by currency and what it went into. A run without any charge has none.
    public Map<String, Split> splits() {
        Map<Leaf, Amounts> all = leaves();
        Map<String, Split> splits = new TreeMap<>();
        all.keySet().stream().map(Leaf::currency).distinct().forEach(currency -> {
            Map<Integer, Amounts> byAttempt = new TreeMap<>();
            all.forEach((leaf, amounts) -> {
                if (leaf.currency().equals(currency)) {
                    byAttempt.merge(leaf.attempt(), amounts, Amounts::plus);
                }
            });
            splits.put(currency, split(byAttempt));
        });
        return splits;
    }

    /// What of some of an attempt's money was lost.
    public BigDecimal lost(int attempt, @Nullable BigDecimal cost) {
        LostWork lost = history.lost(attempt);
        if (cost == null || lost.lost().signum() == 0) {
            return BigDecimal.ZERO;
        }
        return new Money(Costs.NO_CURRENCY, cost)
                .split(List.of(lost.lost(), lost.made().subtract(lost.lost())))
                .getFirst()
                .amount();
    }

    private Split split(Map<Integer, Amounts> byAttempt) {
        BigDecimal lost = byAttempt.entrySet().stream()
                .map(entry -> lost(entry.getKey(), entry.getValue().cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Integer> failed = history.attempts().stream()
                .filter(LostWork::isFailed)
                .map(Run::attempt)
                .toList();
        return new Split(
                sum(byAttempt, _ -> true),
                sum(byAttempt, failed::contains),
                lost,
                sum(byAttempt, attempt -> attempt == BETWEEN_ATTEMPTS),
                total(byAttempt.values()));
    }

    private static BigDecimal sum(Map<Integer, Amounts> byAttempt, Predicate<Integer> wanted) {
        return byAttempt.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .flatMap(entry -> Stream.ofNullable(entry.getValue().cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// All of some amounts together.
    public static Amounts total(Collection<Amounts> amounts) {
        return amounts.stream().reduce(Amounts.NONE, Amounts::plus);
    }

    private @Nullable Money cost(Costs costs) {
        return switch (measure) {
            case BILLED -> costs.billed();
            case LIST -> costs.list();
            case CONTRACTED -> costs.contracted();
            case EFFECTIVE -> costs.effective();
            case GPU_HOURS, ENERGY, CARBON -> throw new IllegalStateException("refused in the constructor");
        };
    }

    private static Leaf leaf(Charge charge, @Nullable Run attempt, @Nullable Money money) {
        String pod = first(
                charge.owner().pod(),
                charge.place().node(),
                charge.product().resourceName(),
                charge.product().resourceId());
        String device = first(
                charge.use().device(),
                charge.product().resourceType(),
                charge.product().serviceName());
        return new Leaf(
                attempt == null ? BETWEEN_ATTEMPTS : attempt.attempt(),
                pod,
                device,
                money == null ? Costs.NO_CURRENCY : Objects.requireNonNull(money.currency()));
    }

    private static Optional<String> only(Set<String> said) {
        return said.size() == 1 ? said.stream().findFirst() : Optional.empty();
    }

    private static @Nullable String first(@Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
