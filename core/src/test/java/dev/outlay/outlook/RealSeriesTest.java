package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How well forecasts would have done on two real series: the GPUs held in a cluster of Alibaba
/// (cluster-trace-gpu-v2023, 149 days), and the hourly emissions of grids for a constant load of 1 MW (CarbonCast,
/// four months of 2021).
// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class RealSeriesTest {

    private static Path shared(String file) {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("ARCHITECTURE.md"))) {
            here = here.getParent();
        }
        assertThat(here).isNotNull();
        Path shared = here.resolveSibling("shared").resolve("data").resolve(file);
        assumeTrue(
                Files.exists(shared),
                "skipped: the real series is not beside the repository in ../shared/data/" + file);
        return shared;
    }

    @Test
    void gpuHoursOfAClusterAreForecastWithinTheirIntervals() throws IOException {
        Instant start = Instant.parse("2023-01-02T00:00:00Z");
        TreeMap<Integer, Double> days = new TreeMap<>();
        List<String> lines = Files.readAllLines(shared("gpu-trace/openb_pod_list_default.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (!cells[10].isEmpty()) {
                double gpus = Double.parseDouble(cells[3]) * Double.parseDouble(cells[4]) / 1000;
                double from = Double.parseDouble(cells[10]);
                double to = Double.parseDouble(cells[9]);
                for (int day = (int) (from / 86_400); day * 86_400.0 < to; day++) {
                    double held = Math.min(to, (day + 1) * 86_400.0) - Math.max(from, day * 86_400.0);
                    days.merge(day, gpus * held / 3_600, Double::sum);
                }
            }
        }
        Bills bills = new Bills();
        // the last day of the trace is not whole
        days.headMap(149)
                .forEach((day, hours) -> bills.held(
                        "cluster",
                        start.plus(day, ChronoUnit.DAYS),
                        BigDecimal.valueOf(hours).setScale(6, RoundingMode.HALF_EVEN),
                        null));
        List<Evaluation> told = new SpendOutlook(bills.ledger(), start.plus(149, ChronoUnit.DAYS))
                .evaluate(SpendQuestion.of(Measure.GPU_HOURS), Rhythm.DAILY);
        print("GPU-hours of the cluster", told);
        assertThat(told.get(0).medianError()).isLessThan(8);
        assertThat(told.get(1).medianError()).isLessThan(12);
        assertThat(told.get(1).lastWeekError()).isGreaterThan(told.get(1).medianError());
        assertThat(told.get(1).coverage()).isGreaterThan(0.8);
    }

    @Test
    void emissionsOfGridsAreForecastByTheDayAndByTheHour() throws IOException {
        Bills bills = new Bills();
        List<String> lines = Files.readAllLines(shared("carbon/hourly-sample.csv"));
        Instant last = Instant.EPOCH;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (List.of("CISO", "DE", "FPL").contains(cells[0]) && !cells[2].isEmpty()) {
                Instant at = Instant.parse(cells[1].replace("Z", ":00Z"));
                last = at.isAfter(last) ? at : last;
                bills.held(cells[0], at, null, new BigDecimal(cells[2]).multiply(BigDecimal.valueOf(1000)));
            }
        }
        var outlook = new SpendOutlook(bills.ledger(), last.truncatedTo(ChronoUnit.DAYS));
        var question = new SpendQuestion(Measure.CARBON, List.of(Named.TEAM), List.of());
        List<Evaluation> days = outlook.evaluate(question, Rhythm.DAILY);
        List<Evaluation> hours = outlook.evaluate(question, Rhythm.HOURLY);
        print("emissions by the day", days);
        print("emissions by the hour", hours);
        assertThat(days).hasSize(12).allSatisfy(each -> {
            if (each.coverage() != null && each.forecasts() >= 60) {
                assertThat(each.coverage()).as(each.toString()).isGreaterThan(0.7);
            }
        });
        assertThat(hours).hasSize(9);
    }

    private static void print(String what, List<Evaluation> told) {
        System.out.println(what);
        told.forEach(each -> System.out.printf(
                Locale.ROOT,
                "  %s %d: median %.1f %%, p90 %.1f %%, coverage %.0f %%, as last week %.1f %%, %d forecasts%n",
                each.group(),
                each.steps(),
                each.medianError(),
                each.ninthDecile(),
                each.coverage() == null ? Double.NaN : 100 * each.coverage(),
                each.lastWeekError(),
                each.forecasts()));
    }
}
