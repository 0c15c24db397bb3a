package dev.outlay.connect.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Sharing;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What there is to see in the sample company.
class DemoCompanyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:50:00Z");

    @TempDir
    static Path folder;

    private static SampleFolder company = new SampleFolder(Path.of(""), List.of(), List.of());

    @BeforeAll
    static void write() throws Exception {
        company = SampleFolder.written(folder, NOW);
    }

    @Test
    void sixtyDaysEndAtTheBeginningOfToday() {
        assertThat(company.usage().stream().map(UsageRow::start).min(Comparator.naturalOrder()))
                .contains(Instant.parse("2026-09-23T00:00:00Z"));
        assertThat(company.usage().stream().map(UsageRow::end).max(Comparator.naturalOrder()))
                .contains(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void thereIsEnoughToLookAtAndNotTooMuchToReadInASecond() {
        assertThat(company.usage()).hasSizeBetween(50_000, 80_000);
    }

    @Test
    void threeClustersOnTwoCloudsAndANeocloudHoldAbout400Gpus() {
        assertThat(company.usage()).extracting(row -> row.cell("provider")).contains("aws", "gcp", "nebius");
        assertThat(company.usage().stream().map(row -> row.cell("cluster")).distinct())
                .hasSize(3);
        assertThat(Hardware.POOLS.stream().mapToInt(Pool::mostGpus).sum()).isBetween(380, 420);
        assertThat(company.usage().stream().map(row -> row.cell("gpu_model")).distinct())
                .containsExactlyInAnyOrder("H100-SXM5-80GB", "A100-SXM4-40GB", "A100-SXM4-80GB", "L4", "T4", "L40S");
    }

    @Test
    void sixTeamsShareItAndSomethingIsNobodys() {
        Map<String, Double> gpuHours = company.pods().stream()
                .collect(groupingBy(row -> row.cell("team"), TreeMap::new, summingDouble(UsageRow::gpuHours)));
        assertThat(gpuHours.keySet())
                .containsExactly("", "foundation-models", "platform", "robotics", "search", "speech", "vision");
        double all = gpuHours.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(gpuHours.getOrDefault("", 0.0) / all).isBetween(0.005, 0.1);
        assertThat(gpuHours.get("foundation-models")).isGreaterThan(5 * gpuHours.getOrDefault("platform", all));
    }

    @Test
    void gpusAreSharedInEveryWayThereIs() {
        assertThat(company.pods().stream().map(row -> row.cell("sharing")).distinct())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Sharing.values()).map(Sharing::text).toArray(String[]::new));
        assertThat(company.pods())
                .filteredOn(row -> row.cell("sharing").equals("time-slicing"))
                .anyMatch(row -> !row.cell("utilization").isEmpty());
    }

    @Test
    void machinesAreBoughtOnDemandOnTheSpotMarketAndUnderACommitment() {
        assertThat(company.nodes().stream()
                        .map(row -> row.cell("capacity_type"))
                        .distinct())
                .containsExactlyInAnyOrder("on-demand", "spot", "reserved");
    }

    @Test
    void someReadingsAreMissing() {
        assertThat(share(company.pods(), "utilization")).isBetween(0.85, 0.97);
        assertThat(share(company.pods(), "energy_kwh")).isBetween(0.15, 0.6);
    }

    @Test
    void customersSleepAtNight() {
        assertThat(held("workload", "inspection", 3)).isLessThan(0.7 * held("workload", "inspection", 19));
    }

    @Test
    void notebooksAreClosedAtWeekends() {
        List<UsageRow> notebooks = company.pods().stream()
                .filter(row -> row.cell("namespace").equals("notebooks"))
                .toList();
        assertThat(perDay(notebooks, true)).isLessThan(0.35 * perDay(notebooks, false));
    }

    @Test
    void autoscaledPoolsShrinkAtNight() {
        assertThat(held("node", "g6", 2)).isLessThan(0.7 * held("node", "g6", 19));
    }

    @Test
    void oneTeamsReservedMachinesStandIdleMostOfTheTime() {
        List<UsageRow> used = company.pods().stream()
                .filter(row -> row.cell("capacity_type").equals("reserved"))
                .toList();
        assertThat(used).allMatch(row -> row.cell("team").equals("vision"));
        assertThat(perDay(used, false)).isLessThan(48 * 24 * 0.6);
        assertThat(perDay(used, true)).isLessThan(48 * 24 * 0.35);
    }

    @Test
    void runsFailAndAreResumed() {
        Map<String, List<UsageRow>> runs = company.pods().stream()
                .filter(row -> !row.cell("run_id").isEmpty())
                .collect(groupingBy(row -> row.cell("run_id")));
        runs.values().forEach(rows -> {
            Map<Integer, List<UsageRow>> attempts = rows.stream()
                    .collect(groupingBy(row -> Integer.valueOf(row.tag("attempt")), TreeMap::new, toList()));
            for (int attempt = 2; attempts.containsKey(attempt); attempt++) {
                List<UsageRow> before = attempts.getOrDefault(attempt - 1, List.of());
                assertThat(before)
                        .isNotEmpty()
                        .allMatch(row -> List.of("failed", "node-lost").contains(row.tag("outcome")));
                Instant ended = before.stream()
                        .map(UsageRow::end)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                assertThat(attempts.get(attempt)).allMatch(row -> row.start().isAfter(ended));
            }
        });
        assertThat(company.pods().stream().map(row -> row.tag("outcome")).distinct())
                .contains("succeeded", "failed", "node-lost", "running");
        assertThat(runs.getOrDefault("aurora-13b", List.of()).stream()
                        .map(row -> row.tag("attempt"))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void theSpotMarketOnceTakesEveryMachine() {
        Instant afternoon = Instant.parse("2026-10-15T13:45:00Z");
        assertThat(company.nodes())
                .filteredOn(row -> row.cell("capacity_type").equals("spot"))
                .noneMatch(row -> row.start().isBefore(afternoon.minusSeconds(3000))
                        && row.end().isAfter(afternoon));
    }

    private static double held(String column, String value, int hour) {
        return company.usage().stream()
                .filter(row -> column.equals("node")
                        ? row.isNode() && row.tag("pool").equals(value)
                        : row.cell(column).equals(value))
                .filter(row -> {
                    Instant at = row.start()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .atTime(hour, 0)
                            .toInstant(ZoneOffset.UTC);
                    return !row.start().isAfter(at) && row.end().isAfter(at);
                })
                .count();
    }

    private static double perDay(List<UsageRow> rows, boolean weekend) {
        long days = company.nodes().stream()
                .filter(row -> row.atWeekend() == weekend)
                .map(row -> row.start().atOffset(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .count();
        return rows.stream()
                        .filter(row -> row.atWeekend() == weekend)
                        .mapToDouble(UsageRow::gpuHours)
                        .sum()
                / days;
    }

    private static double share(List<UsageRow> rows, String column) {
        return (double) rows.stream().filter(row -> !row.cell(column).isEmpty()).count() / rows.size();
    }
}
