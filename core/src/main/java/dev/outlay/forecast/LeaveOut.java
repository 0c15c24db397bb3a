package dev.outlay.forecast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each run would have been predicted as without itself, and without its whole family.
final class LeaveOut {

    private final List<Observation> observations;
    private final Gaussian.Guess[] withoutItself;
    private final Gaussian.Guess[] withoutFamily;

    LeaveOut(Kernel kernel, List<Observation> observations) {
        this.observations = observations;
        double[] observed =
                observations.stream().mapToDouble(Observation::residual).toArray();
        var gaussian = new Gaussian(
                kernel, observations.stream().map(Observation::features).toList(), observed);
        double[][] inverse = gaussian.inverse();
        withoutItself = new Gaussian.Guess[observed.length];
        withoutFamily = new Gaussian.Guess[observed.length];
        for (int i = 0; i < observed.length; i++) {
            withoutItself[i] = Gaussian.without(inverse, gaussian.weights(), observed, new int[] {i})[0];
        }
        for (int[] family : families(observations)) {
            Gaussian.Guess[] guesses = Gaussian.without(inverse, gaussian.weights(), observed, family);
            for (int i = 0; i < family.length; i++) {
                withoutFamily[family[i]] = guesses[i];
            }
        }
    }

    Gaussian.Guess withoutItself(int i) {
        return withoutItself[i];
    }

    Gaussian.Guess withoutFamily(int i) {
        return withoutFamily[i];
    }

    /// By how many standard deviations the outcome of a run was above the guess.
    double score(int i, Gaussian.Guess guess) {
        return (observations.get(i).residual() - guess.mean()) / Math.sqrt(guess.variance());
    }

    static List<int[]> families(List<Observation> observations) {
        Map<String, List<Integer>> families = new LinkedHashMap<>();
        for (int i = 0; i < observations.size(); i++) {
            Observation each = observations.get(i);
            String family = each.family() == null ? "run " + each.run().id() : each.family();
            families.computeIfAbsent(family, _ -> new ArrayList<>()).add(i);
        }
        return families.values().stream()
                .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
