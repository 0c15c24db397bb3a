package dev.outlay.report;

import java.util.List;

/// Every [DoorAction] there is.
public final class DoorActions {

    /// In the order shown.
    public static final List<DoorAction> ALL = List.of(
            new CheckAction(), new ReleaseAction(), new ApproveAction(), new OverrideAction(), new PolicyAction());

    private DoorActions() {}
}
