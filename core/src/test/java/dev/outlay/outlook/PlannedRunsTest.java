package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class PlannedRunsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final SpendQuestion COST = SpendQuestion.of(Measure.EFFECTIVE);

    private static Bills fiveRuns() {
        return new Bills()
                .used("aws", "vision", "segmenter-1", "2026-11-01", "100.10")
                .used("aws", "vision", "segmenter-1", "2026-11-02", "20.02")
                .used("aws", "vision", "segmenter-2", "2026-11-03", "90")
                .used("aws", "vision", "segmenter-3", "2026-11-04", "110")
                .used("aws", "vision", "segmenter-4", "2026-11-05", "130")
                .used("aws", "speech", "voice-1", "2026-11-06", "5000");
    }

    @Test
    void countsEachRunWithAllItsChargesAndOnlyThoseThatAreAlike() {
        RunsCost cost = new PlannedRuns(fiveRuns().ledger(), NOW)
                .cost(COST, PlannedRuns.like("segmenter-*"), 10)
                .getFirst();
        assertThat(cost.past()).isEqualTo(4);
        assertThat(cost.mean()).isEqualByComparingTo("112.53");
        assertThat(cost.together().value()).isEqualByComparingTo("1125.3");
        assertThat(cost.together().low().doubleValue()).isLessThan(1_100);
        assertThat(cost.together().high().doubleValue()).isBetween(1_200.0, 2_500.0);
        assertThat(new PlannedRuns(fiveRuns().ledger(), NOW)
                        .cost(
                                SpendQuestion.of(Measure.EFFECTIVE, new Filter(Named.TEAM, Set.of("speech"))),
                                _ -> true,
                                1)
                        .getFirst()
                        .past())
                .isEqualTo(1);
    }

    @Test
    void runsThatAreStillGoingDoNotCount() {
        Bills bills = fiveRuns()
                .used("aws", "vision", "segmenter-5", "2026-11-22", "3")
                .used("aws", "vision", "segmenter-6", "2026-11-07", "3")
                .add(new Run(
                        Origin.of("runs/6", "runs"),
                        NOW,
                        null,
                        "segmenter-6",
                        1,
                        RunStatus.RUNNING,
                        new Owner(null, null, null, null, null, null, null, null, null, "segmenter-6"),
                        null,
                        Map.of()));
        assertThat(new PlannedRuns(bills.ledger(), NOW)
                        .cost(COST, PlannedRuns.like("segmenter-*"), 1)
                        .getFirst()
                        .past())
                .isEqualTo(4);
    }

    @Test
    void tooFewRunsAreSaidAndTellNoSum() {
        RunsCost cost = new PlannedRuns(fiveRuns().ledger(), NOW)
                .cost(COST, PlannedRuns.like("voice-1"), 3)
                .getFirst();
        assertThat(cost.together()).isNull();
        assertThat(cost.basis()).isEqualTo("only 1 runs like these have ended, and it takes 4 to say how they vary");
        assertThatThrownBy(() -> new PlannedRuns(fiveRuns().ledger(), NOW).cost(COST, _ -> true, 0))
                .hasMessageContaining("from 1 to 10000 runs");
    }

    /// The law of the interval, over populations of several shapes and few or many past runs.
    @Test
    void nineOfTenSumsLieWithinTheirInterval() {
        var random = new Random(11);
        Map<String, DoubleSupplier> shapes = Map.of(
                "alike", () -> Math.exp(0.3 * random.nextGaussian()),
                "skewed", () -> Math.exp(1.0 * random.nextGaussian()),
                "even", () -> 1 + 9 * random.nextDouble(),
                "some fail early",
                        () -> (random.nextDouble() < 0.3 ? random.nextDouble() : 1)
                                * Math.exp(0.15 * random.nextGaussian()));
        StringBuilder told = new StringBuilder();
        shapes.forEach((name, shape) -> {
            for (int past : new int[] {5, 12, 40}) {
                for (int planned : new int[] {1, 5, 20}) {
                    int held = 0;
                    int tries = 100;
                    for (int i = 0; i < tries; i++) {
                        double[] span = new RunSums(draw(shape, past)).interval(planned);
                        double sum = 0;
                        for (double one : draw(shape, planned)) {
                            sum += one;
                        }
                        held += span[0] <= sum && sum <= span[1] ? 1 : 0;
                    }
                    told.append(name)
                            .append(' ')
                            .append(past)
                            .append(" past, ")
                            .append(planned)
                            .append(" planned: ")
                            .append(held)
                            .append(" %\n");
                    assertThat(held).as(told.toString()).isGreaterThanOrEqualTo(78);
                }
            }
        });
        System.out.println(told);
    }

    private static double[] draw(DoubleSupplier shape, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = shape.getAsDouble();
        }
        return values;
    }
}
