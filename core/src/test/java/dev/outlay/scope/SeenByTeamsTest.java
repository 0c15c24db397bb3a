package dev.outlay.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.BudgetAction;
import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CommonPattern;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.OwnerValue;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody sees who belongs to one team: every report answers as if the ledger had only ever held what is
/// that team's.
final class SeenByTeamsTest {

    private static final String OURS = "vision";
    private static final String THEIRS = "zebra";
    private static final Set<String> US = Set.of(OURS);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-31T12:00:00Z"));
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @ParameterizedTest
    @CsvSource({"1, true", "20261122, true", "7, false"})
    void everyReportAnswersAsIfTheLedgerHeldNothingElse(long seed, boolean said) throws SourceException {
        Allocation allocation = said ? Allocation.NONE : byNamespace();
        Outlay alone = outlay(allocation);
        Outlay whole = outlay(allocation);
        append(alone, new CompanyFacts(new Random(seed), OURS, said).facts(120));
        append(whole, new CompanyFacts(new Random(seed), OURS, said).facts(120));
        append(whole, new CompanyFacts(new Random(seed + 1), THEIRS, said).facts(120));
        append(whole, new CompanyFacts(new Random(seed + 2), "nobody-" + THEIRS, false).facts(20));
        history(alone, OURS, 1);
        history(whole, OURS, 1);
        history(whole, THEIRS, 11);
        budget(whole, "company-" + THEIRS, "100000 USD", null);
        Outlay seen = whole.seenBy(US);

        int answered = 0;
        for (Report report : Reports.ALL) {
            for (Parameters asked : questions(report)) {
                String expected = outcome(alone, report, asked);
                assertThat(outcome(seen, report, asked))
                        .as("seed %d, %s %s", seed, report.name(), asked.values())
                        .isEqualTo(expected);
                if (!asked.values().toString().contains(THEIRS)) {
                    assertThat(expected)
                            .as("seed %d, %s %s", seed, report.name(), asked.values())
                            .doesNotContain(THEIRS);
                }
                answered += expected.startsWith("Table") ? 1 : 0;
            }
        }
        // most questions must have been answered, or the comparison shows nothing
        assertThat(answered).isGreaterThan(Reports.ALL.size() * 2);
    }

    @Test
    void aBudgetBelowOneThatIsNotSeenKeepsWhatItCovers() throws SourceException {
        Outlay whole = outlay(Allocation.NONE);
        append(whole, new CompanyFacts(new Random(3), OURS, true).facts(50));
        append(whole, new CompanyFacts(new Random(4), THEIRS, true).facts(50));
        whole.budgets()
                .act(
                        BudgetAction.CREATE,
                        Parameters.of("name", "production", "limit", "9000 USD", "scope", "environment=prod"));
        budget(whole, "below", "500 USD", OURS, "production");
        budget(whole, "other", "500 USD", THEIRS, "production");

        Table seen = whole.seenBy(US).answer("budgets", Parameters.of());
        Table status = whole.seenBy(US).answer("budget-status", Parameters.of());

        assertThat(seen.toString()).contains("below", "environment=prod").doesNotContain("production", "other", THEIRS);
        assertThat(row(status, "below").get(3))
                .isEqualTo(row(whole.answer("budget-status", Parameters.of()), "below")
                        .get(3));
    }

    @Test
    void everyBudgetDecidesAboutAnAskAndOnlyTheirsAreTold() throws SourceException {
        Outlay whole = outlay(Allocation.NONE);
        budget(whole, "company", "40 USD", null);
        budget(whole, OURS, "500 USD", OURS, "company");
        Outlay seen = whole.seenBy(US);

        Table refused = seen.admissions()
                .act("check", Parameters.of("team", OURS, "cost", "50", "id", "job", "reserve", "true", "by", "ci"));
        Table admitted = seen.admissions()
                .act("check", Parameters.of("team", OURS, "cost", "5", "id", "job", "reserve", "true", "by", "ci"));

        assertThat(refused.heading()).containsEntry("feasible", "false");
        assertThat(refused.toString()).doesNotContain("company");
        assertThat(admitted.heading()).containsEntry("feasible", "true").containsEntry("reservation", "job");
        assertThat(seen.answer("budget-reservations", Parameters.of()).toString())
                .contains("job")
                .doesNotContain("company");
        assertThatThrownBy(() -> seen.admissions().act("check", Parameters.of("team", THEIRS, "cost", "5")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("team is one of vision");
        assertThatThrownBy(() -> seen.admissions()
                        .act("override", Parameters.of("budget", "company", "by", "ci", "why", "x", "until", "8h")))
                .isInstanceOf(CallersMistake.class);
    }

    @Test
    void whatIsAddedMustBeTheirs() throws SourceException {
        Outlay whole = outlay(Allocation.NONE);
        Outlay seen = whole.seenBy(US);
        Parameters theirs = Parameters.of("provider", "aws", "amount", "5 USD", "team", THEIRS);

        var appended = seen.ledger().append(Reading.of(new CompanyFacts(new Random(1), THEIRS, true).facts(9)));
        seen.budgets().act(BudgetAction.RECORD, Parameters.of("provider", "aws", "amount", "5 USD", "team", OURS));

        assertThat(appended.added()).isZero();
        assertThat(appended.refused()).isEqualTo(appended.read());
        assertThat(seen.answer("refused", Parameters.of()).rows()).isEmpty();
        assertThat(whole.answer("refused", Parameters.of()).rows()).isNotEmpty();
        assertThat(seen.answer("budget-history", Parameters.of()).toString()).contains("5.00 USD");
        assertThatThrownBy(() -> seen.budgets().act(BudgetAction.RECORD, theirs))
                .isInstanceOf(CallersMistake.class);
        assertThatThrownBy(() -> budget(seen, "own", "5 USD", OURS))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("see all teams");
        assertThatThrownBy(() -> seen.close(Parameters.of("period", "2026-09"))).isInstanceOf(CallersMistake.class);
        assertThatThrownBy(() -> seen.rate(_ -> {})).isInstanceOf(CallersMistake.class);
        assertThatThrownBy(() -> seen.takePrices(List.of(), null, _ -> {})).isInstanceOf(CallersMistake.class);
    }

    @Test
    void aViewHearsWhatTheWholeTakesIn() throws SourceException {
        Outlay whole = outlay(Allocation.NONE);
        budget(whole, OURS, "500 USD", OURS);
        Outlay seen = whole.seenBy(US);
        String before = seen.answer("budget-status", Parameters.of()).toString();
        String book = seen.budgets().book().tree().budgets().toString();

        whole.budgets().act(BudgetAction.RECORD, Parameters.of("provider", "aws", "amount", "77 USD", "team", OURS));
        String after = seen.answer("budget-status", Parameters.of()).toString();
        whole.budgets().act(BudgetAction.DELETE, Parameters.of("name", OURS));

        assertThat(after).contains("77").isNotEqualTo(before);
        assertThat(seen.budgets().book().tree().budgets().toString()).isNotEqualTo(book);
    }

    private static List<Parameters> questions(Report report) {
        List<Parameters> questions = new ArrayList<>(List.of(Parameters.of()));
        report.examples().forEach(example -> questions.add(parsed(example)));
        for (var parameter : report.parameters()) {
            for (String team : List.of(OURS, THEIRS)) {
                switch (parameter.name()) {
                    case "run", "id" -> {
                        questions.add(Parameters.of(parameter.name(), team + "-run-1"));
                        questions.add(Parameters.of(parameter.name(), team + "-1"));
                    }
                    case "team", "name", "budget" -> questions.add(Parameters.of(parameter.name(), team));
                    case "project" -> questions.add(Parameters.of(parameter.name(), team + "-project"));
                    case "by" -> {
                        questions.add(Parameters.of("by", "team,run"));
                        questions.add(Parameters.of("by", "node"));
                    }
                    default -> {
                        // its example stands in the examples
                    }
                }
            }
        }
        return questions;
    }

    /// The options of an example of a command line; what stands before them is left out.
    private static Parameters parsed(String example) {
        List<String> words = WORD.matcher(example.replaceFirst("\\s#.*", ""))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("--")) {
                boolean valued = i + 1 < words.size() && !words.get(i + 1).startsWith("--");
                values.computeIfAbsent(words.get(i).substring(2), _ -> new ArrayList<>())
                        .add(valued ? words.get(i + 1) : "true");
            }
        }
        return new Parameters(values);
    }

    private static String outcome(Outlay outlay, Report report, Parameters asked) {
        try {
            return outlay.answer(report.name(), asked).toString();
        } catch (CallersMistake mistake) {
            return "mistake: " + mistake.getMessage();
        }
    }

    private static Outlay outlay(Allocation allocation) {
        var ledger = new MemoryLedger();
        return new Outlay(() -> ledger, Catalog.builtin(), CLOCK, () -> allocation);
    }

    private static void append(Outlay outlay, List<? extends Fact> facts) throws SourceException {
        outlay.ledger().append(Reading.of(facts));
    }

    private static void history(Outlay outlay, String team, int number) throws SourceException {
        append(outlay, new CompanyFacts(new Random(number), team, true).events(number));
        budget(outlay, team, "5000 USD", team);
        outlay.budgets()
                .act(
                        BudgetAction.RECORD,
                        Parameters.of("provider", "aws", "amount", "12 USD", "team", team, "id", team));
        outlay.admissions()
                .act(
                        "check",
                        Parameters.of("team", team, "cost", "7", "id", team + "-run-1", "reserve", "true", "by", team));
    }

    private static void budget(Outlay outlay, String name, String limit, @Nullable String team, String... parent)
            throws SourceException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("name", List.of(name));
        values.put("limit", List.of(limit));
        if (team != null) {
            values.put("scope", List.of("team=" + team));
        }
        if (parent.length > 0) {
            values.put("parent", List.of(parent[0]));
        }
        outlay.budgets().act(BudgetAction.CREATE, new Parameters(values));
    }

    private static List<@Nullable String> row(Table table, String name) {
        return table.rows().stream()
                .filter(row -> name.equals(row.getFirst()))
                .findFirst()
                .orElseThrow();
    }

    private static Allocation byNamespace() {
        List<OwnerRule> rules = new ArrayList<>();
        for (String team : List.of(OURS, THEIRS)) {
            rules.add(new OwnerRule(
                    "of " + team,
                    List.of(new Match.Like(Named.NAMESPACE, CommonPattern.of(team + "-.*"))),
                    Map.of(Named.TEAM, OwnerValue.Text.of(team)),
                    false));
        }
        return new Allocation(new OwnerRules(rules), List.of(), List.of(), Allocation.DEFAULT_STANDARD);
    }
}
