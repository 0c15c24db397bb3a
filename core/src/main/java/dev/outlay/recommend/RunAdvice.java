package dev.outlay.recommend;

import dev.outlay.forecast.Likely;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What advice on runs has in common: whom it is about, and what a part of a run's cost is worth.
final class RunAdvice {

    private static final MathContext SHOWN = new MathContext(4);

    private RunAdvice() {}

    /// Runs that were priced in one currency and of which a tracker told.
    static Stream<RunFile> told(Inquiry inquiry) {
        return inquiry.runs().stream()
                .filter(run -> !run.words().isEmpty() && run.spent().cost() != null);
    }

    /// Why run advisors say nothing where no tracker told of any run; null where one did.
    static String lacks(Inquiry inquiry, boolean anyFit, String needs) {
        long charged = inquiry.runs().size();
        long told = told(inquiry).count();
        if (charged == 0) {
            return "no charge in the span names a run (run_id of usage)";
        }
        if (told == 0) {
            return charged + " runs are charged and no tracker told of any: outlay import runs; " + needs;
        }
        return anyFit ? "" : "of " + told + " runs that a tracker told of none says it: " + needs;
    }

    /// The run itself.
    static Subject subject(RunFile run) {
        return new Subject(
                run.run(),
                "run " + run.run(),
                run.spent().place(),
                run.owner(),
                run.spent().concerns(),
                List.of(new Filter(Dimension.Named.RUN, Set.of(run.run()))));
    }

    /// Further runs like one that has ended: their charges are those of its project.
    static Subject next(RunFile run) {
        List<Filter> charges = new ArrayList<>();
        if (run.owner().project() != null) {
            charges.add(new Filter(Dimension.Named.PROJECT, Set.of(run.owner().project())));
        }
        return new Subject(
                run.family() + "/" + run.run(),
                "runs like " + run.run(),
                run.spent().place(),
                run.owner(),
                run.spent().concerns(),
                charges);
    }

    /// A part of what a run cost, cut to what it cost.
    static Promise part(RunFile run, Likely part, Promise.Per per) {
        Money cost = Objects.requireNonNull(run.spent().cost());
        double value = Math.clamp(part.value(), 0, 1);
        double low = Math.min(part.low(), value);
        double high = Math.clamp(part.high(), value, 1);
        return new Promise(cost, cost.times(decimal(value)), cost.times(decimal(low)), cost.times(decimal(high)), per);
    }

    static Duration time(RunFile run, double part) {
        return Duration.ofSeconds(Math.round(run.spent().seconds().doubleValue() * Math.clamp(part, 0, 1)));
    }

    static Evidence cost(RunFile run) {
        Money cost = Objects.requireNonNull(run.spent().cost());
        return new Evidence(
                "cost",
                cost.rounded(2).amount().toPlainString(),
                cost.currency(),
                run.spent().charges() + " charges of the run in the span",
                run.spent().facts());
    }

    /// A figure of the run's words.
    static Evidence said(RunFile run, String figure, double value, String unit, String basis) {
        return new Evidence(
                figure,
                figure(value),
                unit.isEmpty() ? null : unit,
                basis,
                run.words().reversed().stream()
                        .limit(3)
                        .map(word -> word.origin().id())
                        .toList());
    }

    static BigDecimal decimal(double value) {
        return new BigDecimal(value, MathContext.DECIMAL64);
    }

    static String figure(double value) {
        return decimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }

    static String percent(double part) {
        return BigDecimal.valueOf(100 * part)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString() + " %";
    }
}
