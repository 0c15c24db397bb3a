package dev.outlay.report;

import dev.outlay.alert.Alerts;
import dev.outlay.alert.Silence;
import java.util.List;

/// Which alerts are kept silent, by whom and until when.
final class AlertSilencesReport implements Report {

    private static final Parameter ALL = Parameter.flag("all", "Also those that are over");

    @Override
    public String name() {
        return "alert-silences";
    }

    @Override
    public String description() {
        return "Which alerts are kept silent, by whom and until when.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ALL);
    }

    @Override
    public List<String> examples() {
        return List.of("alert silences    # those that are on");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        boolean all = parameters.flag(ALL.name());
        List<Silence> silences = Alerts.silences(desk.ledger()).stream()
                .filter(silence -> all || silence.isOn(desk.now()))
                .toList();
        return AlertTables.silences(silences, desk.now());
    }
}
