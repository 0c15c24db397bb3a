package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.automation.AutomationAnswers;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The verbs of automation: what the rules want, doing it, what was done, taking it back, and the rules.
final class AutomationVerbs {

    private AutomationVerbs() {}

    static CommandLine group(Session session) {
        CommandLine group = Main.group(
                "automation",
                "Schedules and idle rules of automation.yaml: nothing is done without --apply.",
                List.of(
                        "automation plan    # what the rules want now, and why",
                        "automation run --apply    # announce and do what is due"));
        group.addSubcommand(plan(session));
        group.addSubcommand(run(session));
        group.addSubcommand(history(session));
        group.addSubcommand(undo(session));
        group.addSubcommand(rules(session));
        return group;
    }

    private static CommandLine plan(Session session) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    session.print(get(session, "plan", Parameters.NONE, answers -> answers.plan(Parameters.NONE)));
                    return 0;
                })
                .name("plan");
        Help.describe(
                spec,
                "What the rules want done now, to which target, when and why; writes and does nothing.",
                List.of("automation plan"));
        return new CommandLine(spec);
    }

    private static CommandLine run(Session session) {
        OptionSpec apply = OptionSpec.builder("--apply")
                .type(Boolean.class)
                .arity("0")
                .description(Help.sentence(AutomationAnswers.APPLY))
                .build();
        OptionSpec by = AlertVerbs.by();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    Map<String, List<String>> given = new LinkedHashMap<>();
                    if (Boolean.TRUE.equals(apply.getValue())) {
                        given.put(AutomationAnswers.APPLY.name(), List.of("true"));
                    }
                    given.put(AutomationAnswers.BY.name(), List.of(AlertVerbs.actor(by)));
                    Parameters query = new Parameters(given);
                    Table answer = post(session, "run", query, answers -> answers.run(query, AlertVerbs.actor(by)));
                    session.print(answer);
                    return "0".equals(answer.heading().get(AutomationAnswers.FAILED)) ? 0 : Failures.OUTSIDE;
                })
                .name("run")
                .addOption(apply)
                .addOption(by);
        Help.describe(
                spec,
                "Decide what the rules want; with --apply, announce it and do what is due.",
                List.of(
                        "automation run    # what would be done, written down as rehearsed",
                        "automation run --apply    # exit code 3 where something could not be done"));
        return new CommandLine(spec);
    }

    private static CommandLine history(Session session) {
        Map<String, OptionSpec> options = new LinkedHashMap<>();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    Map<String, List<String>> given = new LinkedHashMap<>();
                    options.forEach((name, option) -> {
                        String value = option.getValue();
                        if (value != null) {
                            given.put(name, List.of(value));
                        }
                    });
                    Parameters query = new Parameters(given);
                    session.print(get(session, "history", query, answers -> answers.history(query)));
                    return 0;
                })
                .name("history");
        Period.PARAMETERS.forEach(parameter -> {
            OptionSpec option = OptionSpec.builder("--" + parameter.name())
                    .type(String.class)
                    .paramLabel(parameter.example())
                    .description(Help.sentence(parameter))
                    .build();
            options.put(parameter.name(), option);
            spec.addOption(option);
        });
        Help.describe(
                spec,
                "What was decided, done, called off and taken back, by whom and why (default: the last 30 days).",
                List.of("automation history --last 7d"));
        return new CommandLine(spec);
    }

    private static CommandLine undo(Session session) {
        PositionalParamSpec id = PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel("ID")
                .description(Help.sentence(AutomationAnswers.ID))
                .build();
        OptionSpec by = AlertVerbs.by();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    String actor = AlertVerbs.actor(by);
                    Parameters query = Parameters.of(
                            AutomationAnswers.ID.name(), id.getValue(), AutomationAnswers.BY.name(), actor);
                    session.print(post(session, "undo", query, answers -> answers.undo(query, actor)));
                    return 0;
                })
                .name("undo")
                .addPositional(id)
                .addOption(by);
        Help.describe(
                spec,
                "Call off what was announced, or bring back what was changed.",
                List.of("automation undo nights/dev-box/2026-10-05T18:00:00Z"));
        return new CommandLine(spec);
    }

    private static CommandLine rules(Session session) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    session.print(get(session, "rules", Parameters.NONE, answers -> answers.rules(Parameters.NONE)));
                    return 0;
                })
                .name("rules");
        Help.describe(
                spec,
                "The rules and targets of automation.yaml with the state that each target is in.",
                List.of("automation rules    # checks the file, and asks every target for its state"));
        return new CommandLine(spec);
    }

    private interface Asking {
        Table ask(AutomationAnswers answers) throws SourceException;
    }

    private static Table get(Session session, String name, Parameters query, Asking asking) throws SourceException {
        Optional<RunningServer> server = session.server();
        return server.isPresent()
                ? server.get().act(name, "GET", "/api/v1/automation/" + name, query, null)
                : here(session, asking);
    }

    private static Table post(Session session, String name, Parameters query, Asking asking) throws SourceException {
        Optional<RunningServer> server = session.server();
        return server.isPresent()
                ? server.get().act(name, "POST", "/api/v1/automation/" + name, query, null)
                : here(session, asking);
    }

    /// Asks in this process, and delivers what is to be told of it.
    private static Table here(Session session, Asking asking) throws SourceException {
        try (Outlay outlay = session.outlay()) {
            var automation = Connectors.automation(outlay, session.home(), session.clock());
            Table answer = asking.ask(new AutomationAnswers(automation, session.clock()));
            if (automation.policy().rules().stream()
                    .anyMatch(rule -> !rule.common().channels().isEmpty())) {
                AlertVerbs.office(outlay, session).drain();
            }
            return answer;
        }
    }
}
