package dev.outlay.cli;

import dev.outlay.report.BudgetAction;
import dev.outlay.report.Reports;
import java.util.List;
import picocli.CommandLine;

/// The verbs of budgets.
final class BudgetVerbs {

    private BudgetVerbs() {}

    static CommandLine command(Session session) {
        CommandLine group = Main.group(
                "budget",
                "Limits of money, GPU-hours, energy and carbon, and what is let in under them.",
                List.of("budget check --team vision --cost 50 --reserve    # is there room, and set it aside"));
        addDoor(group, session);
        return group;
    }

    /// The verbs of the door: what may start, and what was decided.
    private static void addDoor(CommandLine group, Session session) {
        BudgetAction.ALL.forEach(action -> group.addSubcommand(BudgetActionVerb.command(session, action)));
        group.addSubcommand(ReportVerb.command(
                session, Reports.named("budget-reservations").orElseThrow(), "reservations"));
        group.addSubcommand(
                ReportVerb.command(session, Reports.named("budget-audit").orElseThrow(), "audit"));
    }
}
