package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the sample company's tracker, markets, grids and people left in the ledger beside usage and bills.
class DemoRunsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    static Path folder;

    private static Outlay outlay;

    @BeforeAll
    static void fill() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        outlay = new Outlay(() -> DuckDbLedger.open(folder.resolve("ledger.duckdb"), clock), Catalog.builtin(), clock);
        Demo.fill(outlay, folder.resolve("files"), NOW, _ -> {});
    }

    @AfterAll
    static void close() {
        outlay.close();
    }

    @Test
    void theCampaignFailsAndIsResumedFromWhereItsCheckpointsWere() {
        Table run = outlay.answer("run", Parameters.of("id", "aurora-13b"));
        assertThat(run.heading()).containsEntry("status", "succeeded").containsEntry("model", "aurora-13b");
        assertThat(new BigDecimal(heading(run, "attempts"))).isGreaterThan(new BigDecimal("3"));
        BigDecimal total = new BigDecimal(heading(run, "total"));
        BigDecimal redone = new BigDecimal(heading(run, "redone_cost"));
        // at most an hour of each attempt is lost, of twenty days
        assertThat(redone).isPositive().isLessThan(total.movePointLeft(1));
        assertThat(new BigDecimal(heading(run, "failed_cost"))).isGreaterThan(redone);
        assertThat(new BigDecimal(heading(run, "between_attempts_cost"))).isZero();
    }

    @Test
    void everyRunThatIsChargedIsKnownToTheTracker() {
        Table runs = outlay.answer("runs", Parameters.of("format", "detailed", "limit", "5000"));
        assertThat(runs.rows()).hasSizeGreaterThan(1000);
        assertThat(column(runs, "attempts")).doesNotContain("0");
        assertThat(column(runs, "status")).contains("succeeded", "running").doesNotContainNull();
        // scratch runs and burn-in keep no record of how good they became
        assertThat(column(runs, "quality").stream().filter(Objects::isNull).count())
                .isBetween(20L, 200L);
        assertThat(new BigDecimal(heading(runs, "between_attempts_cost"))).isZero();
    }

    @Test
    void aRunningRunSaysHowItWentForwardSoThatItsEndIsForeseen() {
        Table running = outlay.answer("runs", Parameters.of("format", "detailed", "status", "running"));
        String name = Objects.requireNonNull(column(running, "run").getFirst());
        String epochs = Objects.requireNonNull(column(running, "epochs").getFirst());
        Table finish = outlay.answer(
                "finish",
                Parameters.of(
                        "run",
                        name,
                        "total-epochs",
                        new BigDecimal(epochs).add(BigDecimal.TEN).toPlainString()));
        assertThat(new BigDecimal(heading(finish, "hours_left"))).isPositive();
        assertThat(new BigDecimal(heading(finish, "cost_left_low")))
                .isLessThanOrEqualTo(new BigDecimal(heading(finish, "cost_left")));
        assertThat(finish.notes()).anyMatch(note -> note.contains("power law"));
    }

    @Test
    void spotPricesMoveThroughTheDayInEveryRegion() {
        Table hours = outlay.answer("price-hours", Parameters.of("gpu", "H100", "capacity", "spot", "last", "30d"));
        Map<String, List<BigDecimal>> means = means(hours, "region", "mean");
        assertThat(means).hasSizeGreaterThan(4);
        assertThat(means.values())
                .allSatisfy(day ->
                        assertThat(highest(day)).isGreaterThan(lowest(day).multiply(new BigDecimal("1.15"))));
    }

    @Test
    void gridsAreToldByTheHourBeforeAndAfterNow() {
        Table hours = outlay.answer("grid-hours", Parameters.of("last", "30d"));
        Map<String, List<BigDecimal>> means = means(hours, "region", "grams_per_kwh");
        assertThat(means).containsKeys("us-east-1", "europe-west4", "eu-north1");
        Table ahead = outlay.answer(
                "greenest", Parameters.of("provider", "gcp", "region", "europe-west4", "within", "48h", "hours", "6"));
        assertThat(ahead.notes()).noneMatch(note -> note.contains("only yearly figures are known"));
    }

    @Test
    void peopleSetBudgetsLookedAtAlertsDecidedAboutAdviceAndClosedMonths() {
        assertThat(column(outlay.answer("budgets", Parameters.NONE), "budget")).contains("company", "vision", "aurora");
        Table alerts = outlay.answer("alerts", Parameters.of("limit", "1000"));
        assertThat(column(alerts, "status")).contains("firing");
        assertThat(outlay.answer("budget-reservations", Parameters.NONE).rows()).isNotEmpty();
        Table done = outlay.answer("recommend", Parameters.of("last", "7d", "status", "done"));
        assertThat(done.rows()).isNotEmpty();
        assertThat(done.parts()).anyMatch(part -> part.name().equals("outcomes"));
        Table months = outlay.answer("statements", Parameters.NONE);
        assertThat(column(months, "status")).containsExactly("running", "closed", "closed");
        // the late bill came after September was closed
        assertThat(column(months, "corrections").getFirst()).isNotEqualTo("0");
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        String before =
                outlay.answer("cost", Parameters.of("by", "team")).rows().toString();
        int budgets = outlay.answer("budget-history", Parameters.NONE).rows().size();
        Demo.fill(outlay, folder.resolve("files"), NOW, _ -> {});
        assertThat(outlay.answer("cost", Parameters.of("by", "team")).rows()).hasToString(before);
        assertThat(outlay.answer("budget-history", Parameters.NONE).rows()).hasSize(budgets);
    }

    private static Map<String, List<BigDecimal>> means(Table table, String of, String value) {
        List<@Nullable String> names = column(table, of);
        List<@Nullable String> values = column(table, value);
        Map<String, List<BigDecimal>> means = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            means.computeIfAbsent(Objects.requireNonNull(names.get(i)), _ -> new ArrayList<>())
                    .add(new BigDecimal(Objects.requireNonNull(values.get(i))));
        }
        return means;
    }

    private static BigDecimal highest(List<BigDecimal> values) {
        return values.stream().max(BigDecimal::compareTo).orElseThrow();
    }

    private static BigDecimal lowest(List<BigDecimal> values) {
        return values.stream().min(BigDecimal::compareTo).orElseThrow();
    }

    private static String heading(Table table, String name) {
        return Objects.requireNonNull(table.heading().get(name), name);
    }

    private static List<@Nullable String> column(Table table, String name) {
        int index =
                table.columns().stream().map(column -> column.name()).toList().indexOf(name);
        List<@Nullable String> cells = new ArrayList<>();
        table.rows().forEach(row -> cells.add(row.get(index)));
        return cells;
    }
}
