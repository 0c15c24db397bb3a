package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.file.AskFile;
import dev.outlay.report.BudgetParameters;
import dev.outlay.report.DoorAction;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// One of the actions at the door of budgets as a verb. Where no server owns the ledger it waits its turn for the
/// file.
final class DoorVerb implements Callable<Integer> {

    private static final int SAID_NO = 1;
    private static final String WRITES = "reserve";
    private static final String RECORDS = "dry-run";

    private final Session session;
    private final DoorAction action;
    private final ReportOptions options;
    private final OptionSpec wait = OptionSpec.builder("--wait")
            .type(Integer.class)
            .paramLabel("SECONDS")
            .description("How long to wait for a ledger that another process holds (default: 60).")
            .build();
    private final OptionSpec file = OptionSpec.builder("--spec")
            .type(Path.class)
            .paramLabel("FILE")
            .description("A file of options in YAML, such as team: vision; options given beside it come first.")
            .build();

    private DoorVerb(Session session, DoorAction action) {
        this.session = session;
        this.action = action;
        this.options = new ReportOptions(action.parameters(), action.first().orElse(null), true);
    }

    static CommandLine command(Session session, DoorAction action) {
        var verb = new DoorVerb(session, action);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(action.name());
        verb.options.addTo(spec);
        spec.addOption(verb.wait);
        if (takesFile(action)) {
            spec.addOption(verb.file);
        }
        Help.describe(spec, action.description(), action.examples());
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        Parameters given = given();
        Table answer = answer(given);
        session.print(answer);
        return answer.saysNo() ? SAID_NO : 0;
    }

    private Table answer(Parameters given) throws Exception {
        Duration patience = patience();
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            return server.get().act("budget-" + action.name(), "POST", "/api/v1/budgets/" + action.name(), given, null);
        }
        try (Outlay outlay = session.outlay(patience)) {
            return outlay.admissions().act(action.name(), given);
        }
    }

    private Duration patience() {
        Integer seconds = wait.getValue();
        if (seconds != null && seconds < 0) {
            throw new CallersMistake("wait: a number of seconds of zero or more is expected, not " + seconds);
        }
        return seconds == null ? Session.PATIENCE : Duration.ofSeconds(seconds);
    }

    /// What was given, with what only this side knows: who asks, and a name for an ask that has none.
    private Parameters given() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Path spec = takesFile(action) ? file.getValue() : null;
        if (spec != null) {
            values.putAll(AskFile.read(spec, action.parameters()).values());
        }
        values.putAll(options.given().values());
        values.putIfAbsent(BudgetParameters.BY.name(), List.of(System.getProperty("user.name", "unnamed")));
        boolean written = values.containsKey(WRITES) || values.containsKey(RECORDS);
        if (written && !values.containsKey("id") && !values.containsKey("run")) {
            values.put("id", List.of("ask-" + UUID.randomUUID().toString().substring(0, 13)));
        }
        return new Parameters(values);
    }

    private static boolean takesFile(DoorAction action) {
        return action.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(WRITES) && parameter.kind() == Parameter.Kind.SWITCH);
    }
}
