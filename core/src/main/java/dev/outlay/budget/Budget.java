package dev.outlay.budget;

import dev.outlay.ledger.Measure;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A limit on what falls under a scope, anew in every period.
///
/// `parent` names the budget above it in the tree, null at the top: a budget counts what its own scope and those of
/// all above it cover, and work needs room in each of them. `cost` says which cost counts against a limit of money,
/// effective or billed. `thresholds` rise. Throws [IllegalArgumentException] on a name that is none and on
/// thresholds that do not rise. Immutable and thread-safe.
public record Budget(
        String name,
        @Nullable String parent,
        Limit limit,
        Measure cost,
        Period period,
        ZoneId zone,
        Scope scope,
        List<Threshold> thresholds,
        Guard guard) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/:-]{0,99}");

    public Budget {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(guard, "guard");
        thresholds = List.copyOf(thresholds);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a budget begins with a letter or digit and has at most 100"
                    + " letters, digits, blanks or . _ / : - signs, not '" + name + "'");
        }
        if (cost != Measure.EFFECTIVE && cost != Measure.BILLED) {
            throw new IllegalArgumentException("a budget counts effective or billed cost, not " + cost.text());
        }
        for (int i = 1; i < thresholds.size(); i++) {
            if (thresholds.get(i - 1).percent().compareTo(thresholds.get(i).percent()) >= 0) {
                throw new IllegalArgumentException("thresholds rise, but "
                        + thresholds.get(i).percent().toPlainString() + " % stands behind "
                        + thresholds.get(i - 1).percent().toPlainString() + " %");
            }
        }
    }

    /// A budget of every month in UTC without a parent, at effective cost, with the usual thresholds and guard.
    public static Budget monthly(String name, Limit limit, Scope scope) {
        return new Budget(
                name,
                null,
                limit,
                Measure.EFFECTIVE,
                Period.monthly(),
                ZoneId.of("UTC"),
                scope,
                Threshold.USUAL,
                Guard.USUAL);
    }

    /// The same below another budget.
    public Budget under(@Nullable String newParent) {
        return new Budget(name, newParent, limit, cost, period, zone, scope, thresholds, guard);
    }

    /// The same with another limit.
    public Budget limitedTo(Limit newLimit) {
        return new Budget(name, parent, newLimit, cost, period, zone, scope, thresholds, guard);
    }

    /// The same in other periods.
    public Budget per(Period newPeriod, ZoneId newZone) {
        return new Budget(name, parent, limit, cost, newPeriod, newZone, scope, thresholds, guard);
    }

    /// The same with other thresholds.
    public Budget telling(List<Threshold> newThresholds) {
        return new Budget(name, parent, limit, cost, period, zone, scope, newThresholds, guard);
    }

    /// The same with another guard.
    public Budget guardedBy(Guard newGuard) {
        return new Budget(name, parent, limit, cost, period, zone, scope, thresholds, newGuard);
    }

    /// What charges are summed by to count against the limit.
    public Measure measure() {
        return limit.unit().measure(cost);
    }

    /// The period that an instant lies in; empty before the budget begins and once it has ended.
    public Optional<Span> periodAt(Instant at) {
        return period.around(at, zone);
    }

    /// All that it says but its name, as flat texts: the details of an event.
    public Map<String, String> details() {
        return BudgetDetails.of(this);
    }

    /// The budget of a name that details say. Throws [IllegalArgumentException] on details that are none.
    public static Budget of(String name, Map<String, String> details) {
        return BudgetDetails.budget(name, details);
    }
}
