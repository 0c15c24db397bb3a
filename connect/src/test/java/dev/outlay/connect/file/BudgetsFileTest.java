package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetChanges;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Guard;
import dev.outlay.budget.Period;
import dev.outlay.budget.Severity;
import dev.outlay.budget.Stated;
import dev.outlay.budget.Threshold;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetsFileTest {

    private static final Instant NOW = Instant.parse("2026-10-11T00:00:00Z");

    @Test
    void theThreeStylesOfThresholdsStandInOneFile() {
        List<Budget> budgets = budgets(BudgetsFile.read(Path.of("..", "examples", "budgets", "budgets.yaml")));
        assertThat(budgets)
                .extracting(Budget::name)
                .containsExactly("company", "research", "vision", "speech", "search", "segmentation sprint");
        assertThat(budgets.getFirst().thresholds())
                .containsExactly(
                        new Threshold(new BigDecimal("50"), Severity.INFO, List.of("team-leads")),
                        new Threshold(
                                new BigDecimal("80"), Severity.WARNING, List.of("team-leads", "finance@example.org")),
                        new Threshold(
                                new BigDecimal("95"),
                                Severity.CRITICAL,
                                List.of("team-leads", "finance@example.org", "cto@example.org")));
        assertThat(percents(budgets.get(1))).containsExactly("50 info", "80 warning", "100 critical");
        assertThat(budgets.get(1).thresholds())
                .allSatisfy(threshold -> assertThat(threshold.recipients()).containsExactly("research-leads"));
        assertThat(percents(budgets.get(4))).containsExactly("50 info", "80 warning", "95 critical");
        assertThat(budgets.get(2).parent()).isEqualTo("research");
        assertThat(budgets.get(2).zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(budgets.get(4).guard())
                .isEqualTo(new Guard(Guard.Mode.DRY_RUN, Duration.ofHours(2), new BigDecimal("100"), null));
        assertThat(budgets.get(5).period())
                .isEqualTo(new Period(Period.Once.ONCE, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 19)));
    }

    @Test
    void numbersBelowOneMakeAllOfThemPartsOfTheLimit() {
        assertThat(percents(one("thresholds: [0.5, 1, 1.2]")))
                .containsExactly("50 info", "100 critical", "120 critical");
        assertThat(percents(one("thresholds: [1, 2.5]"))).containsExactly("1 info", "2.5 info");
        assertThat(percents(one("thresholds: [0.5 %, 3 %]"))).containsExactly("0.5 info", "3 info");
        assertThat(one("thresholds: []").thresholds()).isEmpty();
        assertThat(one("cost: billed").thresholds()).isEqualTo(Threshold.USUAL);
        assertThat(one("cost: billed").cost()).isEqualTo(Measure.BILLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thresholds: [80, 50] | line 4: thresholds rise, but 50 % stands behind 80 %",
                "thresholds: [50, 50] | line 4: thresholds rise",
                "thresholds: [50, 1001] | line 4: a threshold lies above 0 % and is at most 1000 % of the limit, not 1001",
                "thresholds: [0.5, 80] | line 4: a threshold lies above 0 % and is at most 1000 % of the limit, not 8000",
                "thresholds: [-5] | line 4: a threshold lies above 0 %",
                "thresholds: [half] | line 4: not a decimal number: half",
                "thresholds: [{at: 50, severity: urgent}] | line 4: a severity is info, warning or critical, not urgent",
                "thresholds: [{percent: 50}] | line 4: unknown key percent",
                "thresholds: [{severity: info}] | line 4: the key at is missing",
                "zone: Europe/Berlim | line 4: there is no time zone Europe/Berlim: did you mean Europe/Berlin",
                "scope: {taem: vision} | line 4: unknown scope key taem: did you mean team?",
                "scope: {squad: blue} | line 4: unknown scope key squad: use one of",
                "scope: {team: []} | line 4: an empty list covers nothing",
                "scope: {label:app: x, labels: {app: y}} | line 4: tag:app stands twice",
                "scope: vision | line 4: a map of keys and values is expected",
                "period: fortnight | line 4: a period is month, quarter, year",
                "period: 7 days | line 4: a budget per 7 days says from which day",
                "period: once | line 4: a budget that holds once says from and to",
                "from: yesterday | line 4: a day such as 2026-10-01 is expected",
                "cost: list | line 4: cost is effective or billed, not list",
                "guard: strict | line 4: a guard is enforce, dry-run or watch, not strict",
                "guard: {grace: soon} | line 4: a length such as 30m, 2h or 1d",
                "guard: {per-run: 5 EUR} | line 4: per-run is in the unit of the budget, USD, not in EUR",
                "guard: {per-run: 0} | line 4: what one run or pod may cost is above zero",
                "colour: red | line 4: unknown key colour",
                "parent: nobody | line 4: the budget a is below nobody, and there is no budget of that name",
                "parent: a | line 4: budgets stand below each other in a circle: a below a",
            })
    void whatIsWrongIsRefusedWithItsLine(String setting, String said) {
        assertRefused("budgets:\n  - name: a\n    limit: 5 USD\n    " + setting + "\n", said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit: 5 | line 3: the limit 5 says no currency or unit",
                "limit: 0 USD | line 3: a limit is above zero, not 0 USD",
                "limit: -5 USD | line 3: a limit is above zero, not -5 USD",
                "limit: 5 dollars | line 3: unknown unit dollars",
                "limit: 5 US$ | line 3: unknown unit US$",
                "limits: 5 USD | line 3: unknown key limits: did you mean limit?",
                "scope: {} | line 2: the key limit is missing",
            })
    void aLimitThatIsNoneIsRefusedWithItsLine(String setting, String said) {
        assertRefused("budgets:\n  - name: a\n    " + setting + "\n", said);
    }

    @Test
    void budgetsThatDoNotStandTogetherAreRefusedWithTheLineOfTheOneAtFault() {
        String two = "budgets:\n  - {name: a, limit: 5 USD}\n  - name: b\n    limit: 5 USD\n    scope: {}\n";
        assertRefused(two, "line 5: the budgets a and b limit the same, everything per month");
        assertRefused(
                "budgets:\n  - {name: a, limit: 5 USD}\n  - {name: a, limit: 6 USD}\n",
                "line 3: the budget a stands twice, first at budgets.yaml, line 2");
        assertRefused("""
                budgets:
                  - name: a
                    parent: b
                    limit: 5 USD
                  - name: b
                    limit: 5 USD
                    parent: a
                """, "line 7: budgets stand below each other in a circle: a below b below a");
        assertRefused(
                """
                budgets:
                  - name: all
                    limit: 5 USD
                    below:
                      - name: vision
                        limit: 1 USD
                        scope: {team: vision}
                      - name: aws
                        limit: 1 USD
                        scope:
                          provider: aws
                """, "line 11: the budgets vision (team=vision) and aws (provider=aws) stand side by side below all");
        assertRefused("""
                budgets:
                  - name: vision
                    limit: 5 USD
                    scope: {team: vision}
                    below:
                      - name: speech
                        limit: 1 USD
                        scope: {team: speech}
                """, "line 8: nothing can fall under the budget speech");
        assertRefused(
                "budgets:\n  - name: a\n    limit: 5 USD\n    below:\n      - {name: b, limit: 1 USD, parent: a}\n",
                "line 5: the budget b stands below a already");
        assertRefused("budgets: []\n", "line 1: no budget is stated");
        assertRefused("limits: []\n", "line 1: unknown key limits");
    }

    @Test
    void aParentMayBeInTheLedgerAlready() throws Exception {
        Ledger ledger = new MemoryLedger();
        var changes = new BudgetChanges(ledger);
        changes.set(BudgetsFile.parse("one.yaml", "budgets: [{name: all, limit: 5 USD}]"), false, null, NOW);
        changes.set(
                BudgetsFile.parse("two.yaml", "budgets: [{name: a, parent: all, limit: 5 USD, scope: {team: a}}]"),
                false,
                null,
                NOW);
        assertThat(BudgetState.of(ledger).tree().size()).isEqualTo(2);
        assertThatThrownBy(() -> changes.set(
                        BudgetsFile.parse("three.yaml", "budgets: [{name: a, parent: all, limit: 5 USD}]"),
                        true,
                        null,
                        NOW))
                .as("with prune the parent would go")
                .hasMessageContaining("three.yaml, line 1")
                .hasMessageContaining("no budget of that name");
        assertThat(BudgetState.of(ledger).tree().size()).isEqualTo(2);
    }

    private static void assertRefused(String yaml, String said) {
        Ledger ledger = new MemoryLedger();
        assertThatThrownBy(
                        () -> new BudgetChanges(ledger).set(BudgetsFile.parse("budgets.yaml", yaml), false, null, NOW))
                .as(yaml)
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("budgets.yaml, " + said);
        assertThat(BudgetState.of(ledger).tree().size()).isZero();
    }

    private static Budget one(String setting) {
        return budgets(BudgetsFile.parse(
                        "budgets.yaml", "budgets:\n  - name: a\n    limit: 5 USD\n    " + setting + "\n"))
                .getFirst();
    }

    private static List<Budget> budgets(List<Stated> stated) {
        return stated.stream().map(Stated::budget).toList();
    }

    private static List<String> percents(Budget budget) {
        return budget.thresholds().stream()
                .map(threshold -> threshold.percent().toPlainString() + " "
                        + threshold.severity().text())
                .toList();
    }
}
