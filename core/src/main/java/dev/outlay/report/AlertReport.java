package dev.outlay.report;

import dev.outlay.alert.Alert;
import dev.outlay.alert.Alerts;
import java.util.List;

/// One alert with its figures, the facts it rests on and all that happened to it.
final class AlertReport implements Report {

    private static final Parameter ID =
            Parameter.one("id", "4f2a91c3aa-1", "Which alert; without its number, the latest of that id");

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public String description() {
        return "One alert: what was found, on which facts it rests, and what happened to it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ID);
    }

    @Override
    public List<String> examples() {
        return List.of("alert show 4f2a91c3aa-1    # the figures behind it, and who did what");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Alert alert = Alerts.named(desk.ledger(), parameters.required(ID));
        return AlertTables.one(
                alert,
                Alerts.history(desk.ledger()).stream()
                        .filter(happening -> happening.alert().id().equals(alert.id()))
                        .toList());
    }
}
