package dev.outlay.report;

import dev.outlay.budget.Ask;
import java.util.List;

/// Every [DoorAction] there is.
public final class DoorActions {

    /// In the order shown.
    public static final List<DoorAction> ALL = List.of(
            new CheckAction(), new ReleaseAction(), new ApproveAction(), new OverrideAction(), new PolicyAction());

    private DoorActions() {}

    /// The ask that the parameters of `check` tell, priced where they tell work. Throws
    /// [dev.outlay.units.CallersMistake] where they tell none.
    public static Ask ask(Parameters parameters, Desk desk) {
        return AskParameters.asked(parameters, desk).ask();
    }
}
