package dev.outlay.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The power model beside runs whose energy was published: what the model's constants are derived from, and how far
/// it is off. `docs/concepts/energy.md` quotes the figures that are asserted here.
class PublishedEnergyTest {

    private static final int FIELDS = 13;

    private final List<Told> runs =
            TextRows.of("published-energy.txt", FIELDS).stream().map(Told::of).toList();
    private final PowerModel power = new PowerModel(Catalog.builtin());

    /// A row of the file; watts and PUE are null where the source tells none.
    private record Told(
            String id,
            String family,
            boolean measured,
            boolean large,
            double ratedWatts,
            double hours,
            @Nullable Double watts,
            @Nullable Double pue,
            double kilowattHours) {

        static Told of(List<String> row) {
            return new Told(
                    row.get(0),
                    row.get(1),
                    row.get(2).equals("measured"),
                    row.get(4).equals("large"),
                    Double.parseDouble(row.get(6)),
                    Double.parseDouble(row.get(7)),
                    number(row.get(8)),
                    number(row.get(9)),
                    Double.parseDouble(row.get(10)));
        }

        private static @Nullable Double number(String text) {
            return text.equals("-") ? null : Double.valueOf(text);
        }

        double shareOfRatedPower() {
            return kilowattHours * 1000 / hours / ratedWatts;
        }

        double error(double predicted) {
            return Math.abs(predicted - kilowattHours) / kilowattHours;
        }

        double atToldPower() {
            return hours * Objects.requireNonNull(watts) / 1000 * (pue == null ? 1 : pue);
        }
    }

    @Test
    void runsThatAreHoursTimesRatedPowerReproduceToOnePercent() {
        assertThat(runs.stream().filter(run -> !run.measured()))
                .hasSize(2)
                .allSatisfy(run ->
                        assertThat(run.error(run.atToldPower())).as(run.id()).isLessThanOrEqualTo(0.01));
    }

    @Test
    void givenHoursAndMeanPowerTheMedianErrorIsBelowFivePercentAndTheWorstBelowFifteen() {
        double[] errors = errors(run -> run.measured() && run.watts() != null, Told::atToldPower);
        assertThat(errors).hasSize(2);
        assertThat(median(errors)).isLessThanOrEqualTo(0.05);
        assertThat(errors[errors.length - 1]).isLessThanOrEqualTo(0.15);
    }

    @Test
    void theRunOfTheSharedSampleThatTellsItsPowerIsMetWithinOnePercent() throws IOException {
        Path sample = root().resolveSibling("shared").resolve("data/training-runs-sample.csv");
        assumeTrue(
                Files.exists(sample),
                "skipped: the published runs are not beside the repository in ../shared/data/training-runs-sample.csv");
        List<String> row = Files.readAllLines(sample).stream()
                .filter(line -> line.startsWith("gshard-600b,"))
                .map(line -> Arrays.asList(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
                .findFirst()
                .orElseThrow();
        double hours = Double.parseDouble(row.get(17));
        double told = Double.parseDouble(row.get(23));
        double pue = Double.parseDouble(row.get(25));
        // "measured system power 288 W per chip incl. host, x PUE"
        assertThat(row.get(24)).contains("288 W per chip");
        assertThat(Math.abs(hours * 0.288 * pue - told) / told).isCloseTo(0.0077, within(0.0005));
    }

    @Test
    void theBusyPowerOfTheModelIsTheMedianOfTheMeasuredLanguageModels() {
        double[] shares = runs.stream()
                .filter(run -> run.measured() && run.large())
                .mapToDouble(Told::shareOfRatedPower)
                .sorted()
                .toArray();
        assertThat(shares).hasSize(3);
        assertThat(new BigDecimal(median(shares)).setScale(2, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(power.figure("gpu busy power").value());
    }

    @Test
    void givenHoursAloneTheModelIsFarOffAndItsRangeSaysSo() {
        double[] large = errors(run -> run.measured() && run.large(), this::fromOthers);
        double[] all = errors(Told::measured, this::fromOthers);
        assertThat(median(large)).isCloseTo(0.241, within(0.01));
        assertThat(median(all)).isCloseTo(0.268, within(0.01));
        Range busy = power.figure("gpu busy power");
        assertThat(runs.stream().filter(run -> run.measured() && run.large()))
                .allSatisfy(run -> assertThat(run.shareOfRatedPower())
                        .isBetween(busy.low().doubleValue(), busy.high().doubleValue()));
        // whoever says no load gets a range from idle to rated power, and every run lies in it
        assertThat(runs.stream().filter(Told::measured))
                .allSatisfy(run -> assertThat(run.shareOfRatedPower())
                        .isBetween(power.figure("gpu idle power").low().doubleValue(), 1.0));
    }

    @Test
    void aNodeOfEightH100sDrawsWhatWasMeasuredOfOne() {
        Machine node = Catalog.builtin().find("aws", "p5.48xlarge").getFirst().machine();
        assertThat(node.vcpus()).isEqualByComparingTo("192");
        Range watts = power.trainingGpu(Catalog.builtin().gpu("H100-SXM5-80GB").orElseThrow())
                .orElseThrow()
                .plus(power.hostPerGpu(node).orElseThrow())
                .times(new BigDecimal(8));
        // 76 % of 10.2 kW in intensive training; 8.4 kW is the most that was seen
        assertThat(watts.value().doubleValue()).isCloseTo(7752, within(78.0));
        assertThat(watts.low().doubleValue()).isLessThan(7752);
        assertThat(watts.high().doubleValue()).isGreaterThan(8400);
    }

    /// Hours times rated power times the median share of the other families' language models, which is all that is
    /// known of a run without a load.
    private double fromOthers(Told run) {
        double[] others = runs.stream()
                .filter(other ->
                        other.measured() && other.large() && !other.family().equals(run.family()))
                .mapToDouble(Told::shareOfRatedPower)
                .sorted()
                .toArray();
        return run.hours() * run.ratedWatts() / 1000 * median(others);
    }

    private double[] errors(Predicate<Told> which, ToDoubleFunction<Told> predicted) {
        return runs.stream()
                .filter(which)
                .mapToDouble(run -> run.error(predicted.applyAsDouble(run)))
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder, "the tests run inside the repository");
    }

    @Test
    void printsTheErrorOfEveryPublishedRun() {
        var table = new StringBuilder("run, told kWh, by told power, error, by hours alone, error\n");
        for (Told run : runs) {
            String told = run.watts() == null
                    ? "-, -"
                    : String.format(Locale.ROOT, "%.0f, %.4f", run.atToldPower(), run.error(run.atToldPower()));
            String alone = run.measured()
                    ? String.format(Locale.ROOT, "%.0f, %.3f", fromOthers(run), run.error(fromOthers(run)))
                    : "-, -";
            table.append(String.format(Locale.ROOT, "%s, %.1f, %s, %s%n", run.id(), run.kilowattHours(), told, alone));
        }
        System.out.println(table);
        assertThat(runs).hasSize(12);
    }
}
