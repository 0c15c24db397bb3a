package dev.outlay.server.mcp;

import dev.outlay.BudgetAction;
import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.budget.Expense;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.BudgetParameters;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Enters money that no bill or meter tells of.
record ExpenseWrite() implements Write {

    private static final List<String> WHOSE =
            List.of("team", "project", "namespace", "experiment", "cost-center", "environment", "account", "tag");

    @Override
    public WriteTool tool() {
        return WriteTool.RECORD_EXPENSE;
    }

    @Override
    public String title() {
        return "Record an expense";
    }

    @Override
    public String description() {
        return "Enters money that no bill or meter tells of, such as a subscription or a credit, as a charge that every"
                + " report and budget sees. The plan shows where the budgets it comes under stand after it.\n"
                + "Example: {\"provider\":\"runpod\",\"amount\":\"120 USD\",\"team\":\"vision\",\"id\":\"invoice-7\"}";
    }

    @Override
    public List<Parameter> parameters() {
        return BudgetAction.RECORD.parameters().stream()
                .filter(parameter -> !parameter.equals(BudgetParameters.BY))
                .toList();
    }

    @Override
    public Set<String> needed() {
        return Set.of("provider", "amount");
    }

    @Override
    public String needs() {
        return "POST /api/v1/budgets/record";
    }

    @Override
    public Parameters complete(Parameters given, String planId, Visitor visitor, Instant now) {
        Parameters named = given.text("id").isPresent() ? given : ReserveWrite.with(given, "id", planId);
        Expense expense = BudgetParameters.expense(named, now);
        return ReserveWrite.with(named, "at", expense.period().from().toString());
    }

    @Override
    public Table effect(Parameters parameters, Visitor visitor) throws SourceException {
        Money amount = BudgetParameters.expense(parameters, Instant.EPOCH).amount();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        for (String name : WHOSE) {
            List<String> value = parameters.values().get(name);
            if (value != null) {
                asked.put(name, value);
            }
        }
        // a credit takes up nothing: the budgets are shown as they stand
        BigDecimal cost = amount.isNegative() ? BigDecimal.ZERO : amount.amount();
        asked.put("cost", List.of(cost.toPlainString()));
        asked.put("currency", List.of(amount.currency()));
        return visitor.outlay().admissions().act("check", new Parameters(asked));
    }

    @Override
    public Ask ask(String id, Parameters parameters, Visitor visitor, Instant now) {
        Money amount = BudgetParameters.expense(parameters, now).amount();
        return new Ask(
                id,
                Map.of(),
                Map.of(
                        new BudgetUnit.Currency(amount.currency()),
                        Expected.exactly(amount.amount().abs())),
                null,
                null,
                null,
                null,
                "the expense " + parameters.text("id").orElse("") + " of " + amount);
    }

    @Override
    public Table act(Parameters parameters, String actor, Visitor visitor) throws SourceException {
        return visitor.outlay()
                .budgets()
                .act(BudgetAction.RECORD, ReserveWrite.with(parameters, BudgetParameters.BY.name(), actor));
    }
}
