package dev.outlay.report;

import dev.outlay.allocation.Progress;
import dev.outlay.forecast.RunPoints;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How much of a run is left, as the caller or the run itself says: so many of a unit, above zero, and what that
/// rests on.
record FinishQuestion(Progress unit, BigDecimal remaining, String basis) {

    static final Parameter REMAINING_EPOCHS =
            Parameter.one("remaining-epochs", "10", "How many epochs are left from its latest word on");
    static final Parameter REMAINING_STEPS =
            Parameter.one("remaining-steps", "20000", "How many steps are left, in place of epochs");
    static final Parameter TOTAL_EPOCHS =
            Parameter.one("total-epochs", "90", "How many epochs it makes in all, in place of what is left");
    static final Parameter TOTAL_STEPS =
            Parameter.one("total-steps", "100000", "How many steps it makes in all, in place of what is left");
    static final List<Parameter> PARAMETERS = List.of(REMAINING_EPOCHS, REMAINING_STEPS, TOTAL_EPOCHS, TOTAL_STEPS);

    private static final List<String> EPOCHS =
            List.of("total_epochs", "max_epochs", "num_train_epochs", "num_epochs", "train/num_train_epochs");
    private static final List<String> STEPS =
            List.of("total_steps", "max_steps", "num_train_steps", "train_steps", "total_optimization_steps");

    static FinishQuestion of(Parameters parameters, RunPoints points, String run) {
        List<FinishQuestion> asked = new ArrayList<>();
        left(parameters, REMAINING_EPOCHS, Progress.EPOCHS).ifPresent(asked::add);
        left(parameters, REMAINING_STEPS, Progress.STEPS).ifPresent(asked::add);
        parameters
                .one(TOTAL_EPOCHS.name(), Texts::positive)
                .ifPresent(total -> asked.add(ofTotal(Progress.EPOCHS, total, "as given", points, run)));
        parameters
                .one(TOTAL_STEPS.name(), Texts::positive)
                .ifPresent(total -> asked.add(ofTotal(Progress.STEPS, total, "as given", points, run)));
        if (asked.size() > 1) {
            throw new CallersMistake("what is left of the run was given " + asked.size()
                    + " times: give one of remaining-epochs, remaining-steps, total-epochs, total-steps");
        }
        return asked.isEmpty() ? said(points, run) : asked.getFirst();
    }

    private static FinishQuestion said(RunPoints points, String run) {
        Optional<BigDecimal> epochs = points.said(EPOCHS);
        if (epochs.isPresent() && points.reached(Progress.EPOCHS).isPresent()) {
            return ofTotal(Progress.EPOCHS, epochs.get(), "as the run's metrics say", points, run);
        }
        Optional<BigDecimal> steps = points.said(STEPS);
        if (steps.isPresent() && points.reached(Progress.STEPS).isPresent()) {
            return ofTotal(Progress.STEPS, steps.get(), "as the run's metrics say", points, run);
        }
        throw new CallersMistake("how much is left of the run '" + run + "'? None of its metrics says (total_epochs,"
                + " total_steps and the like): give remaining-epochs, remaining-steps, total-epochs or total-steps");
    }

    private static Optional<FinishQuestion> left(Parameters parameters, Parameter parameter, Progress unit) {
        return parameters
                .one(parameter.name(), Texts::positive)
                .map(left -> new FinishQuestion(unit, left, "as given"));
    }

    private static FinishQuestion ofTotal(Progress unit, BigDecimal total, String basis, RunPoints points, String run) {
        BigDecimal reached = points.reached(unit)
                .or(() -> otherwise(unit, points))
                .orElseThrow(() -> new CallersMistake("the run '" + run + "' does not say how many " + unit.text()
                        + " it has made, so what is left of " + total.toPlainString()
                        + " is not known: give remaining-" + unit.text()));
        if (total.compareTo(reached) <= 0) {
            throw new CallersMistake("the run '" + run + "' has made " + reached.toPlainString() + " of "
                    + total.toPlainString() + " " + unit.text() + " already: nothing is left");
        }
        return new FinishQuestion(unit, total.subtract(reached), basis);
    }

    private static Optional<BigDecimal> otherwise(Progress unit, RunPoints points) {
        Progress other = unit == Progress.EPOCHS ? Progress.STEPS : Progress.EPOCHS;
        return points.reached(other)
                .flatMap(reached ->
                        points.ratio(unit, other).map(BigDecimal::valueOf).map(reached::multiply));
    }
}
