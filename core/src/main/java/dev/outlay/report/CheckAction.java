package dev.outlay.report;

import dev.outlay.budget.Admissions;
import dev.outlay.budget.Ask;
import dev.outlay.budget.Decision;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.List;

/// Whether a job fits into every budget above it, and what could be done where it does not; with `reserve` its cost
/// is set aside, with `dry-run` only what would have been done is recorded.
final class CheckAction implements DoorAction {

    private static final Parameter RESERVE = Parameter.flag("reserve", "Set its cost aside where it fits");
    private static final Parameter DRY_RUN =
            Parameter.flag("dry-run", "Record what would have been decided, and refuse nothing");
    private static final Parameter ACCEPT_LIMITS =
            Parameter.flag("accept-limits", "Take what a throttling budget has left, where not all fits");

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String description() {
        return "Whether a job fits into every budget above it, with priced alternatives where it does not.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(RESERVE, DRY_RUN, ACCEPT_LIMITS, ActionParameters.BY));
        all.addAll(AskParameters.ALL);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget check --team vision --cost 50    # is there room for 50 USD?",
                "budget check --team vision --run llama-7 --gpu H100 --gpus 8 --hours 12 --reserve    # set it aside",
                "budget check --team vision --model ResNet-50 --arch cnn --epochs 5 --dataset imagenet --gpu V100"
                        + " --gpus 1 --provider aws    # what is trained, with what else it could be");
    }

    @Override
    public Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException {
        boolean reserve = parameters.flag(RESERVE.name());
        boolean dry = parameters.flag(DRY_RUN.name());
        if (parameters.flag(ACCEPT_LIMITS.name()) && !reserve) {
            throw new CallersMistake("accept-limits is for what is reserved: give it with --reserve");
        }
        AskParameters.Asked asked = AskParameters.asked(parameters, desk);
        String by = ActionParameters.by(parameters);
        if (dry) {
            Decision decision = door.rehearse(asked.ask(), by);
            return answer(asked, parameters, desk, door, new Admissions.Outcome(decision, null, false), true);
        }
        return answer(
                asked,
                parameters,
                desk,
                door,
                reserve
                        ? door.reserve(asked.ask(), parameters.flag(ACCEPT_LIMITS.name()), by)
                        : new Admissions.Outcome(door.check(asked.ask()), null, false),
                false);
    }

    private static Table answer(
            AskParameters.Asked asked,
            Parameters parameters,
            Desk desk,
            Admissions door,
            Admissions.Outcome outcome,
            boolean dry) {
        Ask ask = asked.ask();
        List<String> notes = new ArrayList<>();
        List<Alternative> alternatives = List.of();
        if (outcome.reservation() == null && !(outcome.decision() instanceof Decision.Admit)) {
            if (asked.work() == null) {
                notes.add("no alternatives are priced for a stated cost: tell the work, such as --gpu H100 --gpus 8"
                        + " --hours 12 or --params 7B --tokens 10B --gpu H100");
            } else {
                var finding = new Alternatives(asked.work(), ask, other -> door.check(other) instanceof Decision.Admit);
                alternatives = finding.find(parameters, desk);
                notes.addAll(finding.notes());
            }
            if (outcome.decision() instanceof Decision.Throttle) {
                notes.add("take what is left with --reserve --accept-limits");
            }
        }
        if (outcome.before()) {
            notes.add("this was reserved already, and stays as it is");
        }
        return DecisionTables.of(ask, outcome.decision(), dry, outcome.reservation(), alternatives, notes);
    }
}
