package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.AskFile;
import dev.outlay.connect.file.BudgetsFile;
import dev.outlay.connect.file.QueueFile;
import dev.outlay.connect.file.RateCardFile;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The files in `examples/reservations` and `examples/queue`, and what the pages show of them.
final class ReservationsExampleTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-10T12:00:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "reservations");
    private static final Path PAGE = Path.of("..", "docs", "how-to", "stop-spend-before-it-happens.md");

    @Test
    void trainingForFiveEpochsWithFiveDollarsExceedsAndThePricedAlternativesFit() throws Exception {
        try (Outlay outlay = outlay()) {
            Table answer = outlay.admissions().act("check", training());

            assertThat(answer.heading()).containsEntry("verdict", "EXCEEDS").containsEntry("feasible", "false");
            assertThat(column(answer, "budget")).containsExactly("lab", "vision");
            assertThat(column(answer, "verdict")).containsExactly("ok", "exceeds");
            Table alternatives = answer.parts().getFirst();
            List<String> names = column(alternatives, "alternative");
            assertThat(names).contains("fewer-epochs", "spot", "other-gpu", "off-peak", "other-place");
            assertThat(column(alternatives, "fits")).containsOnly("yes");
            String cost = String.valueOf(answer.heading().get("cost"));
            var asked = new BigDecimal(cost.substring(0, cost.indexOf(' ')));
            assertThat(asked).isGreaterThan(new BigDecimal("5"));
            for (int i = 0; i < names.size(); i++) {
                var price = new BigDecimal(column(alternatives, "cost").get(i));
                assertThat(price).isLessThanOrEqualTo(new BigDecimal("5"));
                assertThat(asked.subtract(price))
                        .isEqualByComparingTo(column(alternatives, "saves").get(i));
                assertThat(column(alternatives, "basis").get(i)).contains("price of ");
                assertThat(column(alternatives, "risk").get(i)).isNotBlank();
            }
            int fewer = names.indexOf("fewer-epochs");
            assertThat(column(alternatives, "change").get(fewer)).isEqualTo("4 epochs in place of 5");
            assertThat(column(alternatives, "change").get(names.indexOf("off-peak")))
                    .isEqualTo("start at 2026-11-10T20:00:00Z in place of 2026-11-10T12:00:00Z");
            thePageShows(alternatives);
        }
    }

    @Test
    void whatIsTakenOfTheAlternativesIsAdmittedAndSetAside() throws Exception {
        try (Outlay outlay = outlay()) {
            Map<String, List<String>> fewer = new LinkedHashMap<>(training().values());
            fewer.put("epochs", List.of("4"));
            fewer.put("reserve", List.of("true"));
            Table reserved = outlay.admissions().act("check", new Parameters(fewer));

            assertThat(reserved.heading())
                    .containsEntry("verdict", "FEASIBLE")
                    .containsEntry("reservation", "resnet-5");
            Table again = outlay.answer("budget-check", Parameters.of("team", "vision", "cost", "0.05"));
            assertThat(again.heading()).containsEntry("verdict", "EXCEEDS");
        }
    }

    @Test
    void tenJobsAtOnceWithAQuotaOfTwoGpusAreTenSlotsOfWhichNeverMoreThanTwoAreHeld() throws Exception {
        try (var outlay = new Outlay(MemoryLedger::new, Catalog.builtin(), CLOCK)) {
            Table plan = outlay.queue(QueueFile.read(Path.of("..", "examples", "queue", "jobs.yaml")), false);

            assertThat(plan.rows()).hasSize(10);
            assertThat(column(plan, "job").getFirst()).as("the urgent one").isEqualTo("hotfix");
            List<Instant> starts =
                    column(plan, "start").stream().map(Instant::parse).toList();
            List<Instant> ends =
                    column(plan, "end").stream().map(Instant::parse).toList();
            List<String> teams = column(plan, "team");
            for (Instant moment : starts) {
                int[] held = IntStream.range(0, 10)
                        .filter(i ->
                                !starts.get(i).isAfter(moment) && ends.get(i).isAfter(moment))
                        .toArray();
                assertThat(held.length).isLessThanOrEqualTo(2);
                assertThat(IntStream.of(held)
                                .filter(i -> teams.get(i).equals("search"))
                                .count())
                        .isLessThanOrEqualTo(1);
            }
            BigDecimal sum =
                    column(plan, "cost").stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(String.valueOf(plan.heading().get("cost")));
            assertThat(Instant.parse(String.valueOf(plan.heading().get("ends_low"))))
                    .isBeforeOrEqualTo(
                            Instant.parse(String.valueOf(plan.heading().get("ends"))));
            assertThat(column(plan, "basis"))
                    .allSatisfy(basis -> assertThat(basis).contains("price of "));
        }
    }

    private static void thePageShows(Table alternatives) throws IOException {
        List<String> shown = Files.readAllLines(PAGE).stream()
                .filter(line ->
                        column(alternatives, "alternative").stream().anyMatch(name -> line.startsWith("| " + name)))
                .toList();
        List<String> said = IntStream.range(0, alternatives.rows().size())
                .mapToObj(i -> "| "
                        + String.join(
                                " | ",
                                column(alternatives, "alternative").get(i),
                                column(alternatives, "change").get(i),
                                rounded(column(alternatives, "cost").get(i)),
                                rounded(column(alternatives, "cost_low").get(i)) + " to "
                                        + rounded(column(alternatives, "cost_high")
                                                .get(i)),
                                rounded(column(alternatives, "extra_hours").get(i)))
                        + " |")
                .toList();
        assertThat(shown).containsExactlyElementsOf(said);
    }

    private static String rounded(String amount) {
        return new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static Parameters training() {
        return AskFile.read(
                EXAMPLE.resolve("training.yaml"), DoorActions.ALL.getFirst().parameters());
    }

    private static Outlay outlay() throws Exception {
        var outlay = new Outlay(
                MemoryLedger::new,
                Catalog.builtin(),
                CLOCK,
                () -> Allocation.NONE,
                () -> RateCardFile.read(EXAMPLE.resolve("rate-card.yaml")));
        outlay.budgets().set(BudgetsFile.read(EXAMPLE.resolve("budgets.yaml")), false, "test");
        return outlay;
    }

    private static List<String> column(Table table, String name) {
        int index =
                table.columns().stream().map(column -> column.name()).toList().indexOf(name);
        assertThat(index).as("the column " + name + " of " + table.name()).isNotNegative();
        return table.rows().stream().map(row -> String.valueOf(row.get(index))).toList();
    }
}
