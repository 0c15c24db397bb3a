package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the projection of one group to the end of a period. Used once.
final class Projecting {

    private final SpendQuestion question;
    private final History history;
    private final Span period;
    private final BigDecimal spent;
    private final List<Planned> planned;
    private final List<String> remarks = new ArrayList<>();

    Projecting(SpendQuestion question, History history, Span period, BigDecimal spent, List<Planned> planned) {
        this.question = question;
        this.history = history;
        this.period = period;
        this.spent = spent;
        this.planned = planned.stream()
                .filter(each -> Objects.equals(each.currency(), history.currency()))
                .toList();
        this.remarks.addAll(history.remarks());
    }

    static boolean isEnough(History history) {
        return history.values().length
                >= Rehearsal.FEWEST_AT_ALL * history.rhythm().stepsPerDay();
    }

    Projection projection() {
        Instant completeTo = history.completeTo();
        Span ahead = period.to().isAfter(completeTo)
                ? new Span(period.from().isAfter(completeTo) ? period.from() : completeTo, period.to())
                : null;
        double[] late = history.filledWithin(period);
        if (ahead == null && late[0] == 0) {
            return answer(
                    Range.exactly(spent),
                    Projection.Parts.NONE,
                    List.of(),
                    "all days are complete: nothing is estimated");
        }
        if (!isEnough(history)) {
            return answer(
                    null,
                    Projection.Parts.NONE,
                    List.of(),
                    "only " + history.values().length + " complete days are known, and a forecast takes "
                            + Rehearsal.FEWEST_AT_ALL + "; wait, or ask for more of the spend at once");
        }
        var rehearsal = new Rehearsal(history.values(), history.first(), history.rhythm());
        double usual = ahead == null ? 0 : usual(rehearsal, ahead);
        double[] errors = ahead == null ? new double[1] : errors(rehearsal, ahead);
        Range fees = Range.exactly(BigDecimal.ZERO);
        Range onTop = Range.exactly(BigDecimal.ZERO);
        Range least = Range.exactly(BigDecimal.ZERO);
        if (ahead != null) {
            fees = sum(history.fees().stream()
                    .<@Nullable Range>map(fee -> fee.within(ahead))
                    .toList());
            onTop = sum(planned.stream()
                    .filter(each -> !each.inTrend())
                    .<@Nullable Range>map(each -> each.within(ahead))
                    .toList());
            least = sum(planned.stream()
                    .filter(Planned::inTrend)
                    .<@Nullable Range>map(each -> each.within(ahead))
                    .toList());
        }
        double floor = least.value().doubleValue();
        if (floor > usual) {
            remarks.add("what runs already is planned to cost more than usual: its plan is taken");
            usual = floor;
        }
        return combined(rehearsal, usual, errors, late, fees, onTop, ahead);
    }

    private Projection combined(
            Rehearsal rehearsal,
            double usual,
            double[] errors,
            double[] late,
            Range fees,
            Range onTop,
            @Nullable Span ahead) {
        double half = Robust.conformal(Arrays.stream(errors).map(Math::abs).toArray(), Range.LEVEL);
        double below = Math.sqrt(square(half) + square(late[1]) + square(down(fees)) + square(down(onTop)));
        double above = Math.sqrt(square(half) + square(late[1]) + square(up(fees)) + square(up(onTop)));
        boolean neverNegative = Arrays.stream(history.values()).allMatch(value -> value >= 0);
        BigDecimal known = spent.add(fees.value()).add(onTop.value());
        BigDecimal estimated = Range.decimal(usual + late[0]);
        BigDecimal value = known.add(estimated);
        BigDecimal low = value.subtract(Range.decimal(below));
        BigDecimal high = value.add(Range.decimal(above));
        // what never shrank is not expected to: what was spent is spent, and the least of what was promised comes
        BigDecimal least = spent.add(fees.low()).add(onTop.low());
        if (neverNegative && low.compareTo(least) < 0) {
            low = least.min(value);
        }
        double wider = half == 0 ? 1 : Math.max(below, above) / half;
        double floor = neverNegative ? least.doubleValue() : Double.NEGATIVE_INFINITY;
        double centre = value.doubleValue();
        List<Double> outcomes = Arrays.stream(errors)
                .map(error -> Math.max(floor, centre + error * wider))
                .boxed()
                .toList();
        history.fees().stream()
                .filter(fee -> ahead != null && fee.within(ahead).value().signum() != 0)
                .forEach(fee -> remarks.add(
                        "monthly: " + fee.name() + " " + fee.amount().toPlainString() + " on day " + fee.dayOfMonth()));
        history.occasional().stream()
                .filter(once -> once.day()
                        .isAfter(LocalDate.ofInstant(period.from(), ZoneOffset.UTC)
                                .minusDays(1)))
                .forEach(once -> remarks.add("taken for a single event and not continued: " + once.name() + " "
                        + once.amount().toPlainString() + " on " + once.day()));
        return answer(
                new Range(value, low, high),
                new Projection.Parts(Range.decimal(usual), Range.decimal(late[0]), fees.value(), onTop.value()),
                outcomes,
                basis(rehearsal));
    }

    /// What comes from the last complete day on, beside what is charged already.
    private double usual(Rehearsal rehearsal, Span ahead) {
        double usual = 0;
        for (int step = first(ahead); step < last(ahead); step++) {
            double known = 0;
            LocalDate day = LocalDate.ofInstant(at(step), ZoneOffset.UTC);
            if (history.known().containsKey(day)) {
                known = history.known().get(day).doubleValue();
            }
            usual += Math.max(0, part(step, ahead) * rehearsal.at(step) - Math.max(0, known));
        }
        return usual;
    }

    /// The errors of whole steps, in proportion to the time that is asked about.
    private double[] errors(Rehearsal rehearsal, Span ahead) {
        int from = first(ahead);
        int to = last(ahead);
        double length = 0;
        for (int step = from; step < to; step++) {
            length += part(step, ahead);
        }
        double share = length / (to - from);
        return Arrays.stream(rehearsal.errors(from, to))
                .map(error -> error * share)
                .toArray();
    }

    private int first(Span ahead) {
        return (int) (history.rhythm().number(ahead.from()) - history.first()) - history.values().length;
    }

    private int last(Span ahead) {
        return (int) (history.rhythm().number(ahead.to().minusNanos(1)) - history.first())
                - history.values().length
                + 1;
    }

    private Instant at(int step) {
        return history.rhythm().start(history.first() + history.values().length + step);
    }

    private double part(int step, Span ahead) {
        return new Span(at(step), at(step).plus(history.rhythm().step()))
                .intersection(ahead)
                .map(part -> (double) part.length().toMillis()
                        / history.rhythm().step().toMillis())
                .orElse(0.0);
    }

    private String basis(Rehearsal rehearsal) {
        int days = history.values().length / history.rhythm().stepsPerDay();
        if (rehearsal.isOfFewDays()) {
            return "the mean of only " + days + " days, without season or trend; wide, since so few cannot tell more";
        }
        return rehearsal.words() + ", from " + days
                + " days; low and high hold nine of ten, from how the same forecast did on the days before";
    }

    private Projection answer(@Nullable Range expected, Projection.Parts parts, List<Double> outcomes, String basis) {
        return new Projection(
                question,
                history.group(),
                history.currency(),
                period,
                spent,
                history.completeTo(),
                expected,
                parts,
                outcomes,
                basis,
                remarks);
    }

    private static Range sum(List<@Nullable Range> ranges) {
        BigDecimal value = BigDecimal.ZERO;
        double below = 0;
        double above = 0;
        for (Range range : ranges) {
            if (range != null) {
                value = value.add(range.value());
                below += square(down(range));
                above += square(up(range));
            }
        }
        return new Range(
                value,
                below == 0 ? value : value.subtract(Range.decimal(Math.sqrt(below))),
                above == 0 ? value : value.add(Range.decimal(Math.sqrt(above))));
    }

    private static double down(Range range) {
        return range.value().subtract(range.low()).doubleValue();
    }

    private static double up(Range range) {
        return range.high().subtract(range.value()).doubleValue();
    }

    private static double square(double value) {
        return value * value;
    }
}
