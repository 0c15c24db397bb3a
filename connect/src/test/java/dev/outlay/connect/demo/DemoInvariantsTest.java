package dev.outlay.connect.demo;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold of the sample company whatever the day: nothing is held twice, and only what is there is held.
class DemoInvariantsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T05:50:00Z", "2027-03-01T00:00:00Z", "2028-02-29T23:59:59Z"})
    void nothingIsHeldTwiceAndOnlyWhatIsThereIsHeld(Instant now) throws Exception {
        SampleFolder company = SampleFolder.written(folder, now);
        assertThat(company.usage()).extracting(row -> row.cell("id")).doesNotHaveDuplicates();
        assertThat(company.usage()).allMatch(row -> row.start().isBefore(row.end()));
        noDeviceIsHeldByMoreThanItself(company);
        noMachineIsHeldByMoreThanItsGpus(company);
        podsRunOnMachinesThatAreHeld(company);
        slicesFitInTheirGpu(company);
        energyStaysBelowRatedPower(company);
    }

    private static void noDeviceIsHeldByMoreThanItself(SampleFolder company) {
        company.pods().stream()
                .filter(row -> !row.cell("device").isEmpty())
                .collect(groupingBy(row -> row.cell("device")))
                .forEach((device, rows) -> assertThat(highest(rows, UsageRow::gpus))
                        .as("most held at once of " + device)
                        .isLessThanOrEqualTo(BigDecimal.ONE));
    }

    private static void noMachineIsHeldByMoreThanItsGpus(SampleFolder company) {
        Map<String, Pool> pools = Hardware.POOLS.stream()
                .collect(toMap(pool -> pool.cluster().name() + "/" + pool.name(), Function.identity()));
        Map<String, Pool> byNode = company.nodes().stream()
                .collect(toMap(
                        row -> row.cell("node"),
                        row -> pools.get(row.cell("cluster") + "/" + row.tag("pool")),
                        (one, other) -> {
                            assertThat(one).isEqualTo(other);
                            return one;
                        }));
        company.pods().stream()
                .collect(groupingBy(row -> row.cell("node")))
                .forEach((node, rows) -> assertThat(highest(rows, UsageRow::gpus))
                        .as("most GPUs held at once of " + node)
                        .isLessThanOrEqualTo(gpus(byNode.get(node))));
    }

    private static BigDecimal gpus(@Nullable Pool pool) {
        return pool == null
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(pool.devices().size());
    }

    private static void podsRunOnMachinesThatAreHeld(SampleFolder company) {
        Map<String, List<UsageRow>> nodes = company.nodes().stream()
                .sorted(comparing(UsageRow::start))
                .collect(groupingBy(row -> row.cell("node")));
        nodes.forEach((node, rows) -> {
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).start())
                        .as(node + " is held without a gap")
                        .isEqualTo(rows.get(i - 1).end());
            }
        });
        assertThat(company.pods()).allSatisfy(pod -> {
            List<UsageRow> held = nodes.getOrDefault(pod.cell("node"), List.of());
            assertThat(held).isNotEmpty();
            assertThat(held.getFirst().start()).isBeforeOrEqualTo(pod.start());
            assertThat(held.getLast().end()).isAfterOrEqualTo(pod.end());
            assertThat(held.getFirst().cell("instance_type")).isEqualTo(pod.cell("instance_type"));
        });
    }

    // a profile such as 3g.40gb names the memory it takes, and a model such as A100-SXM4-40GB what there is
    private static void slicesFitInTheirGpu(SampleFolder company) {
        company.pods().stream()
                .filter(row -> row.cell("sharing").equals("mig"))
                .collect(groupingBy(row -> row.cell("device")))
                .forEach((device, rows) -> {
                    String model = rows.getFirst().cell("gpu_model");
                    assertThat(highest(rows, row -> gigabytes(row.cell("mig_profile"), '.')))
                            .as("memory held at once of " + device)
                            .isLessThanOrEqualTo(gigabytes(model, '-'));
                });
    }

    private static void energyStaysBelowRatedPower(SampleFolder company) {
        assertThat(company.pods())
                .filteredOn(row -> !row.cell("energy_kwh").isEmpty())
                .allSatisfy(row -> {
                    double watts = Hardware.POOLS.stream()
                            .filter(pool -> pool.gpuModel().equals(row.cell("gpu_model")))
                            .findFirst()
                            .orElseThrow()
                            .ratedWatts();
                    assertThat(Double.parseDouble(row.cell("energy_kwh")))
                            .isBetween(0.0, row.gpuHours() * watts / 1000 + 0.0001);
                });
    }

    private static BigDecimal gigabytes(String text, char before) {
        String size = text.substring(text.lastIndexOf(before) + 1);
        return new BigDecimal(size.substring(0, size.length() - "GB".length()));
    }

    private static BigDecimal highest(List<UsageRow> rows, Function<UsageRow, BigDecimal> amount) {
        record Step(Instant at, BigDecimal change) {}
        List<Step> steps = new ArrayList<>();
        for (UsageRow row : rows) {
            steps.add(new Step(row.start(), amount.apply(row)));
            steps.add(new Step(row.end(), amount.apply(row).negate()));
        }
        // what ends at an instant is over before what starts at it
        steps.sort(comparing(Step::at).thenComparing(Step::change));
        BigDecimal held = BigDecimal.ZERO;
        BigDecimal highest = BigDecimal.ZERO;
        for (Step step : steps) {
            held = held.add(step.change());
            highest = highest.max(held);
        }
        return highest;
    }
}
