package dev.outlay.connect.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.budget.Budget;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Period;
import dev.outlay.budget.Severity;
import dev.outlay.budget.Stated;
import dev.outlay.units.CallersMistake;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway")
class OldBudgetsTest {

    @Test
    void budgetsOfSeveralShapesAreStated() {
        List<Budget> budgets = read("""
                {"currency": "USD", "budgets": [
                  {"budget_id": "b-1", "name": "vision", "monthly_limit": 5000, "team": "vision",
                   "alert_thresholds": [0.5, 0.8, 0.95], "alert_recipients": ["a@example.org"], "current_spend": 12.5},
                  {"name": "aws", "amount_usd": 900.50, "period": "quarterly", "scope": "provider", "scope_value": "aws",
                   "thresholds": [{"percentage": 50, "severity": "info", "recipients": ["x"]},
                                  {"percentage": 100, "severity": "critical", "recipients": ["x", "y"]}]},
                  {"name": "sprint", "limit": 100, "currency": "EUR", "start_date": "2026-10-05",
                   "end_date": "2026-10-19T00:00:00", "project_id": "p", "tags": {"squad": "blue"},
                   "thresholds": {"warning": 80, "critical": 100}},
                  {"name": "week", "limit": 7, "period": "weekly", "start_date": "2026-10-05", "scope": "global"}
                ]}
                """, null);
        assertThat(budgets).extracting(Budget::name).containsExactly("vision", "aws", "sprint", "week");
        Budget vision = budgets.getFirst();
        assertThat(vision.limit()).isEqualTo(Limit.of("5000 USD"));
        assertThat(vision.scope().text()).isEqualTo("team=vision");
        assertThat(vision.period()).isEqualTo(Period.monthly());
        assertThat(vision.thresholds())
                .extracting(threshold -> threshold.percent().intValueExact())
                .containsExactly(50, 80, 95);
        assertThat(vision.thresholds())
                .allSatisfy(threshold -> assertThat(threshold.recipients()).containsExactly("a@example.org"));
        Budget aws = budgets.get(1);
        assertThat(aws.limit()).isEqualTo(Limit.of("900.5 USD"));
        assertThat(aws.period().cycle()).isEqualTo(Period.Calendar.QUARTER);
        assertThat(aws.scope().text()).isEqualTo("provider=aws");
        assertThat(aws.thresholds().getLast().recipients()).containsExactly("x", "y");
        Budget sprint = budgets.get(2);
        assertThat(sprint.limit()).isEqualTo(Limit.of("100 EUR"));
        assertThat(sprint.period())
                .isEqualTo(new Period(Period.Once.ONCE, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 19)));
        assertThat(sprint.scope().text()).isEqualTo("project=p, tag:squad=blue");
        assertThat(sprint.thresholds())
                .extracting(threshold -> threshold.severity())
                .containsExactly(Severity.WARNING, Severity.CRITICAL);
        assertThat(budgets.get(3).period().cycle()).isEqualTo(new Period.Days(7));
    }

    @Test
    void recordsByTheirNamesAndAListAreReadToo() {
        assertThat(read("{\"vision\": {\"limit\": 5, \"period\": \"monthly\", \"team\": \"vision\"}}", "EUR"))
                .singleElement()
                .satisfies(budget -> {
                    assertThat(budget.name()).isEqualTo("vision");
                    assertThat(budget.limit()).isEqualTo(Limit.of("5 EUR"));
                });
        assertThat(read("[{\"budget_name\": \"a\", \"monthly_budget_usd\": \"12.30\"}]", null))
                .extracting(budget -> budget.limit().text())
                .containsExactly("12.3 USD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"name\": \"a\", \"limit\": 5, \"period\": \"monthly\"}] | line 1: the record says no currency",
                "[{\"name\": \"a\", \"limit_usd\": 5}] | line 1: the budget says no period",
                "[{\"monthly_limit_usd\": 5}] | line 1: the budget has no name",
                "[{\"name\": \"a\", \"monthly_limit_usd\": \"lots\"}] | is a number",
                "[{\"name\": \"a\", \"monthly_limit_usd\": 0}] | a limit is above zero",
                "[{\"name\": \"a\", \"monthly_limit_usd\": 5, \"scope\": \"moon\"}] | the scope of a budget is one of",
                "[{\"name\": \"a\", \"monthly_limit_usd\": 5, \"scope\": \"team\"}] | scope_value is missing",
                "[{\"name\": \"a\", \"monthly_limit_usd\": 5, \"timezone\": \"Mars\"}] | there is no time zone Mars",
                "[{\"name\": \"a\", \"limit_usd\": 5, \"period\": \"weekly\"}] | from which day they are counted",
                "[1] | a budget is an object with fields, not 1",
                "{} | no budget is in it",
                "[{] | line 1: no JSON",
            })
    void whatCannotBeStatedIsRefusedWithItsLine(String json, String said) {
        assertThatThrownBy(() -> OldBudgets.parse("budgets.json", json, null))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("budgets.json")
                .hasMessageContaining(said);
    }

    private static List<Budget> read(String json, String currency) {
        return OldBudgets.parse("budgets.json", json, currency).stream()
                .map(Stated::budget)
                .toList();
    }
}
