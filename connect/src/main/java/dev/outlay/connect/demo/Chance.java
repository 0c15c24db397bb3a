package dev.outlay.connect.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Chance that falls the same way on every JVM: a named algorithm, of which only the raw 64 bits are used, and
/// strict arithmetic on top. Each topic has a stream of its own, so that a change to one leaves the others as they
/// are.
final class Chance {
    private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final RandomGenerator bits;

    Chance(long seed, String topic) {
        bits = ALGORITHM.create(seed * 31 + topic.hashCode());
    }

    /// From 0, included, to 1, not.
    double fraction() {
        return (bits.nextLong() >>> 11) * 0x1.0p-53;
    }

    double between(double least, double below) {
        return least + (below - least) * fraction();
    }

    int between(int least, int most) {
        return least + (int) (fraction() * (most - least + 1));
    }

    boolean happens(double probability) {
        return fraction() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(between(0, choices.size() - 1));
    }

    /// Log-normal: half of the draws are below the median, a few are far above.
    double around(double median, double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - fraction()));
        return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * Math.PI * fraction()));
    }

    /// Exponential: the wait for something that comes by chance, in the unit of its mean.
    double waiting(double mean) {
        return -mean * StrictMath.log(1 - fraction());
    }

    /// Letters and digits as controllers append them to the names of what they create.
    String suffix(int length) {
        String letters = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(between(0, letters.length() - 1)));
        }
        return text.toString();
    }
}
