package dev.outlay.report;

import dev.outlay.alert.Alerts;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that happened to alerts, the latest first: the trail of who did what.
final class AlertHistoryReport implements Report {

    private static final Parameter RULE = Parameter.many("rule", "job-failed", "Only alerts of these rules");
    private static final Parameter LIMIT = Parameter.one("limit", "500", "How many lines to show (default: 100)");

    @Override
    public String name() {
        return "alert-history";
    }

    @Override
    public String description() {
        return "What happened to alerts, when and by whom, the latest first.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.add(RULE);
        all.add(LIMIT);
        all.add(Page.AFTER);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("alert history --last 7d    # what fired this week, and who took it on");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        List<String> rules = parameters.many(RULE.name(), text -> text);
        Page page = Page.of(parameters, LIMIT, 100);
        List<Alerts.Happening> wanted = Alerts.history(desk.ledger()).reversed().stream()
                // what happened at this very instant is part of the last so long
                .filter(happening ->
                        span.contains(happening.at()) || happening.at().equals(span.to()))
                .filter(happening ->
                        rules.isEmpty() || rules.contains(happening.alert().rule()))
                .toList();
        Page.Rows<Alerts.Happening> shown = page.named(wanted, Alerts.Happening::id);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        shown.tell(heading);
        return AlertTables.history(heading, shown.rows());
    }
}
