package dev.outlay.cli;

import dev.outlay.BudgetAction;
import dev.outlay.Outlay;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.BudgetParameters;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Budgets: what is done to them, and what is asked of them.
final class BudgetVerbs {

    private BudgetVerbs() {}

    static CommandLine command(Session session) {
        CommandLine group = Main.group(
                "budget",
                "Limits on what teams, projects or providers may spend, and how they stand.",
                List.of(
                        "budget set budgets.yaml    # state them all: docs/reference/budgets-file.md",
                        "budget status    # where each stands, and where it is heading"));
        group.addSubcommand(BudgetSetVerb.command(session));
        group.addSubcommand(action(session, BudgetAction.CREATE));
        group.addSubcommand(ReportVerb.command(session, report("budgets"), "list"));
        group.addSubcommand(ReportVerb.commandOfAny(session, report("budget-status"), "status", "name"));
        group.addSubcommand(action(session, BudgetAction.RECORD));
        group.addSubcommand(ReportVerb.commandOfAny(session, report("budget-history"), "history", "name"));
        group.addSubcommand(action(session, BudgetAction.RESET));
        group.addSubcommand(action(session, BudgetAction.DELETE));
        group.addSubcommand(ReportVerb.commandOfAny(session, report("budget-report"), "report", "name"));
        group.addSubcommand(ReportVerb.commandOfAny(session, report("budget-variance"), "variance", "name"));
        // the door: what may start, and what was decided there
        DoorActions.ALL.forEach(action -> group.addSubcommand(DoorVerb.command(session, action)));
        group.addSubcommand(ReportVerb.command(session, report("budget-reservations"), "reservations"));
        group.addSubcommand(ReportVerb.command(session, report("budget-audit"), "audit"));
        group.addSubcommand(ReportVerb.command(session, report("cost-limits"), "limits"));
        return group;
    }

    private static Report report(String name) {
        return Reports.named(name).orElseThrow();
    }

    private static CommandLine action(Session session, BudgetAction action) {
        var options = new ReportOptions(
                action.parameters(), action.isOfOneBudget() ? BudgetParameters.NAME.name() : null, true);
        Callable<Integer> verb = () -> {
            session.print(act(session, action, options.given()));
            return 0;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(action.text());
        options.addTo(spec);
        Help.describe(spec, action.description(), action.examples());
        return new CommandLine(spec);
    }

    private static Table act(Session session, BudgetAction action, Parameters given)
            throws SourceException, IOException {
        Parameters asked = by(given);
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            return server.get().act("budget", "POST", "/api/v1/budgets/" + action.text(), asked, null);
        }
        try (Outlay outlay = session.outlay()) {
            return outlay.budgets().act(action, asked);
        }
    }

    /// The parameters with who asks, which is the user of the machine where nobody else is named.
    static Parameters by(Parameters given) {
        if (given.text(BudgetParameters.BY.name()).isPresent()) {
            return given;
        }
        Map<String, List<String>> values = new LinkedHashMap<>(given.values());
        values.put(BudgetParameters.BY.name(), List.of(System.getProperty("user.name", "")));
        return new Parameters(values);
    }
}
