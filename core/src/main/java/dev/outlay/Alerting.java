package dev.outlay;

import dev.outlay.alert.AlertPolicy;
import dev.outlay.alert.Alerts;
import dev.outlay.alert.FeedAge;
import dev.outlay.alert.Situation;
import dev.outlay.alert.Threshold;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.AlertTables;
import dev.outlay.report.Desk;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is done to alerts: looking, taking on, ending, silencing. What they are is answered by reports.
///
/// Every method takes the parameters that its list names and throws [CallersMistake] on others and where it cannot
/// be done. Thread-safe.
public final class Alerting {

    private static final Parameter BY =
            Parameter.one("by", "anna", "Who does it (default on the command line: the user of the system)");
    private static final Parameter NOTE = Parameter.one("note", "bad disk, replaced", "What there is to say about it");
    private static final Parameter ID =
            Parameter.one("id", "4f2a91c3aa-1", "Which alert; without its number, the latest of that id");

    public static final List<Parameter> ACKNOWLEDGE = List.of(ID, BY, NOTE);
    public static final List<Parameter> RESOLVE = List.of(ID, BY, NOTE);
    public static final List<Parameter> SILENCE = List.of(
            Parameter.one("for", "2h", "How long: 30m, 2h, 7d"),
            Parameter.one("rule", "price-low", "Silence the alerts of this rule"),
            Parameter.one("alert", "4f2a91c3aa", "Silence this alert"),
            Parameter.many(
                    "label", "team=vision", "Silence alerts with this label; repeat for more, of which all count"),
            BY,
            NOTE);
    public static final List<Parameter> UNSILENCE = List.of(Parameter.one("id", "silence-12", "Which silence"), BY);

    private final Supplier<Ledger> ledgers;
    private final Supplier<Desk> desks;
    private final Budgeting budgets;
    private final Supplier<AlertPolicy> policies;
    private final Supplier<List<FeedAge>> feeds;
    private final @Nullable Alerting whole;

    /// `whole` does what is done to alerts where this sees some of them only, null where it sees all.
    Alerting(
            Supplier<Ledger> ledgers,
            Supplier<Desk> desks,
            Budgeting budgets,
            Supplier<AlertPolicy> policies,
            Supplier<List<FeedAge>> feeds,
            @Nullable Alerting whole) {
        this.ledgers = ledgers;
        this.desks = desks;
        this.budgets = budgets;
        this.policies = policies;
        this.feeds = feeds;
        this.whole = whole;
    }

    /// Looks once at all that is watched, and queues what is to be told.
    public Table check() throws SourceException {
        mustBeWhole();
        Desk desk = desks.get();
        AlertPolicy policy = policies.get();
        Alerts.Checked checked =
                alerts().check(policy, new Situation(desk.ledger(), desk.catalog(), desk.now(), budgets::book, feeds));
        return AlertTables.checked(checked, policy, desk.now());
    }

    /// Takes an alert on.
    public Table acknowledge(Parameters parameters) throws SourceException {
        known(parameters, ACKNOWLEDGE);
        if (whole != null) {
            mustSee(parameters.required(ID));
            return whole.acknowledge(parameters);
        }
        return AlertTables.one(alerts().acknowledge(
                        policies.get(),
                        parameters.required(ID),
                        desks.get().now(),
                        by(parameters),
                        parameters.text("note").orElse(null)));
    }

    /// Ends an alert.
    public Table resolve(Parameters parameters) throws SourceException {
        known(parameters, RESOLVE);
        if (whole != null) {
            mustSee(parameters.required(ID));
            return whole.resolve(parameters);
        }
        return AlertTables.one(alerts().resolve(
                        policies.get(),
                        parameters.required(ID),
                        desks.get().now(),
                        by(parameters),
                        parameters.text("note").orElse(null)));
    }

    /// Keeps alerts from being told for a while.
    public Table silence(Parameters parameters) throws SourceException {
        known(parameters, SILENCE);
        mustBeWhole();
        parameters.required(SILENCE.getFirst());
        Duration length = parameters.one("for", Threshold::duration).orElseThrow();
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : parameters.many("label", text -> text)) {
            int equals = label.indexOf('=');
            if (equals < 1 || equals == label.length() - 1) {
                throw new CallersMistake("label: NAME=VALUE is expected, such as team=vision, not " + label);
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        Alerts.Hush hush;
        try {
            hush = Alerts.Hush.of(
                    parameters.text("rule").orElse(null),
                    parameters.text("alert").orElse(null),
                    labels);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
        AlertPolicy policy = policies.get();
        alerts().silence(
                        policy,
                        hush,
                        length,
                        desks.get().now(),
                        by(parameters),
                        parameters.text("note").orElse(null));
        return silences();
    }

    /// Ends a silence before its time.
    public Table unsilence(Parameters parameters) throws SourceException {
        known(parameters, UNSILENCE);
        mustBeWhole();
        alerts().unsilence(
                        policies.get(),
                        parameters.required(UNSILENCE.getFirst()),
                        desks.get().now(),
                        by(parameters));
        return silences();
    }

    /// What is watched, with the thresholds that count, and what could be.
    public Table rules() {
        mustBeWhole();
        return AlertTables.rules(policies.get());
    }

    private void mustSee(String id) {
        // throws where there is none of that id
        Alerts.named(ledgers.get(), id);
    }

    private void mustBeWhole() {
        if (whole != null) {
            throw new CallersMistake("what is watched, and who is told, is for those who see all teams");
        }
    }

    private Table silences() {
        return AlertTables.silences(Alerts.silences(ledgers.get()), desks.get().now());
    }

    private Alerts alerts() {
        return new Alerts(ledgers.get());
    }

    private static String by(Parameters parameters) {
        return parameters
                .text("by")
                .orElseThrow(() -> new CallersMistake("by is missing: say who does it, such as by=anna"));
    }

    private static void known(Parameters parameters, List<Parameter> known) {
        List<String> names = known.stream().map(Parameter::name).toList();
        parameters.values().keySet().stream()
                .filter(given -> !names.contains(given))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CallersMistake("unknown parameter " + unknown + ": it takes " + String.join(", ", names));
                });
    }
}
