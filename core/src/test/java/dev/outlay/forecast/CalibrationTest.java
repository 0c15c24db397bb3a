package dev.outlay.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final List<Observation> PUBLISHED = PublishedRuns.all().stream()
            .flatMap(run -> Observation.of(run, Catalog.builtin()).stream())
            .toList();

    @Test
    void everyPublishedRunIsPossible() {
        assertThatCode(() -> PublishedRuns.all().forEach(run -> Observation.of(run, Catalog.builtin())))
                .doesNotThrowAnyException();
        assertThat(PUBLISHED).hasSizeGreaterThan(400);
    }

    @Test
    void theShippedWidthsAreThoseOfTheShippedRuns() {
        Calibration shipped = Calibration.builtin();
        Calibration anew = Calibration.of(shipped.kernel(), PUBLISHED);
        for (Calibration.Case each : Calibration.Case.values()) {
            assertThat(anew.widths(each)[0]).as("%s 80 %%", each).isCloseTo(shipped.widths(each)[0], within(0.02));
            assertThat(anew.widths(each)[1]).as("%s 90 %%", each).isCloseTo(shipped.widths(each)[1], within(0.02));
        }
    }

    @Test
    void noStepFromTheShippedVariancesFitsMuchBetter() {
        Calibrator calibrator = new Calibrator(PUBLISHED);
        Kernel shipped = Calibration.builtin().kernel();
        double surprise = calibrator.surprise(shipped);
        for (Kernel.Part part :
                List.of(Kernel.Part.WORDS, Kernel.Part.SMOOTH_IN_FAMILY, Kernel.Part.LANGUAGE_SLOPE_2)) {
            assertThat(calibrator.surprise(shipped.with(part, shipped.of(part) * 2)))
                    .as(part.name())
                    .isGreaterThan(surprise - 0.01);
        }
    }

    @Test
    void leavingOutByAlgebraIsLeavingOut() {
        Kernel kernel = Calibration.builtin().kernel();
        List<Observation> few = PUBLISHED.subList(0, 60);
        var left = new LeaveOut(kernel, few);
        int at = 3;
        List<Observation> others = new ArrayList<>(few);
        others.removeIf(each -> Objects.equals(few.get(at).family(), each.family()));
        Gaussian.Guess refitted = gaussian(kernel, others).guess(few.get(at).features());
        assertThat(left.withoutFamily(at).mean()).isCloseTo(refitted.mean(), within(1e-6));
        assertThat(left.withoutFamily(at).variance()).isCloseTo(refitted.variance(), within(1e-6));
        int[] family = LeaveOut.families(few).stream()
                .filter(each -> contains(each, at))
                .findFirst()
                .orElseThrow();
        Gaussian.Guess without = gaussian(kernel, few).guess(few.get(at).features(), family);
        assertThat(without.mean()).isCloseTo(refitted.mean(), within(1e-6));
        assertThat(without.variance()).isCloseTo(refitted.variance(), within(1e-6));
    }

    @Test
    void newLanguageModelRunsAreForetoldAsWellAsTheDocumentSays() {
        List<Evaluation.Judged> runs = Evaluation.ofPublishedRuns(Catalog.builtin()).judged().stream()
                .filter(each -> each.run().kind() == TrainingRun.Kind.FULL_RUN)
                .filter(each -> each.run().workload().architecture() == Architecture.DENSE_LM
                        || each.run().workload().architecture() == Architecture.MOE_LM)
                .toList();
        assertThat(runs).hasSizeGreaterThan(35);
        assertThat(median(runs)).isLessThan(0.24);
        assertThat(runs.stream().filter(Evaluation.Judged::isWithin90).count() / (double) runs.size())
                .isBetween(0.85, 1.0);
    }

    private static Gaussian gaussian(Kernel kernel, List<Observation> observations) {
        return new Gaussian(
                kernel,
                observations.stream().map(Observation::features).toList(),
                observations.stream().mapToDouble(Observation::residual).toArray());
    }

    private static double median(List<Evaluation.Judged> runs) {
        double[] errors = runs.stream()
                .mapToDouble(Evaluation.Judged::relativeError)
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    private static boolean contains(int[] all, int wanted) {
        for (int each : all) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }
}
