package dev.outlay.report;

import dev.outlay.forecast.Likely;
import dev.outlay.forecast.LossCurve;
import dev.outlay.forecast.RunProgress;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rest of a run would take and come to if it went on in another way.
///
/// `reached` and `left` are in the unit of the pace; `perAsked` is how many of these make one of the unit that was
/// asked in. `curve` is null where none can be told.
record FinishScenarios(
        RunProgress pace,
        double reached,
        double left,
        double perAsked,
        @Nullable LossCurve curve) {

    static final Parameter STOP =
            Parameter.many("what-if-stop", "5,10", "Stop after so many more of what was asked for, in place of all");
    static final Parameter TOTAL =
            Parameter.many("what-if-total", "60,120", "Make so many in all of what was asked for, epochs or steps");
    static final Parameter DATASET = Parameter.many("what-if-dataset", "0.5", "Go on with a part of the data, 0 to 1");
    static final Parameter BATCH = Parameter.many("what-if-batch", "2", "Make batches so many times as large");
    static final List<Parameter> PARAMETERS = List.of(STOP, TOTAL, DATASET, BATCH);

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /// One way to go on: how much of the unit of the pace is made, how long that takes, the metric at its end, by
    /// how much that differs from the plan's, both null without a curve, and what is not certain of it.
    record Scenario(
            String name,
            double units,
            Likely seconds,
            @Nullable Likely metric,
            @Nullable Likely change,
            String risk) {}

    List<Scenario> all(Parameters parameters) {
        List<Scenario> all = new ArrayList<>();
        all.add(scenario("as planned", left, "the curve is continued as it is"));
        List<BigDecimal> stops = parameters.many(STOP.name(), Texts::positive);
        if (stops.isEmpty()) {
            all.add(scenario("stop halfway", left / 2, "stopping early forgoes what the rest would have brought"));
        }
        for (BigDecimal stop : stops) {
            double units = stop.doubleValue() * perAsked;
            if (units >= left) {
                throw new CallersMistake("what-if-stop: " + Decimals.text(stop)
                        + " is no early stop, since no more than that is left; give less than "
                        + FinishReport.figure(left / perAsked));
            }
            all.add(scenario(
                    "stop after " + Decimals.text(stop) + " more",
                    units,
                    "stopping early forgoes what the rest would have brought"));
        }
        for (BigDecimal total : parameters.many(TOTAL.name(), Texts::positive)) {
            double units = total.doubleValue() * perAsked - reached;
            if (units <= 0) {
                throw new CallersMistake(
                        "what-if-total: " + Decimals.text(total) + " is no more than what is made already");
            }
            all.add(scenario(
                    Decimals.text(total) + " in all",
                    units,
                    "a learning rate that was planned for another length changes the curve"));
        }
        for (BigDecimal share : parameters.many(DATASET.name(), FinishScenarios::share)) {
            all.add(scenario(
                    "with " + Decimals.text(share.movePointRight(2)) + " % of the data",
                    left * share.doubleValue(),
                    "the curve knows how long it learns, not from how much: fewer different samples may cost more"));
        }
        for (BigDecimal factor : parameters.many(BATCH.name(), Texts::positive)) {
            all.add(batch(factor));
        }
        return all;
    }

    private Scenario scenario(String name, double units, String risk) {
        return new Scenario(
                name,
                units,
                pace.secondsFor(units),
                curve == null ? null : curve.at(reached + units),
                curve == null ? null : curve.change(reached + units, reached + left),
                curve == null ? "what it does to the result is not known: there is no curve" : risk);
    }

    /// Nobody saw the other batch: as many samples a second as now at the least effect, or as many batches.
    private Scenario batch(BigDecimal factor) {
        double times = factor.doubleValue();
        Scenario same = scenario("as planned", left, "");
        Likely seconds = same.seconds().with(same.seconds().times(1 / times));
        Scenario updates = scenario("", left / times, "");
        Likely metric = same.metric();
        Likely change = same.change();
        return new Scenario(
                "batch x " + Decimals.text(factor),
                left,
                seconds,
                metric == null || updates.metric() == null ? null : metric.with(updates.metric()),
                change == null || updates.change() == null ? null : change.with(updates.change()),
                "the time lies between as many samples a second as now and as many batches a second as now; the result"
                        + " between as many samples and as many updates, if the learning rate is set for it"
                        + (curve == null ? "; there is no curve to tell it" : ""));
    }

    private static BigDecimal share(String text) {
        BigDecimal share = Decimals.parse(text);
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a part of the data above 0 and up to 1 is expected, such as "
                    + HALF.toPlainString() + ", not " + text);
        }
        return share;
    }
}
