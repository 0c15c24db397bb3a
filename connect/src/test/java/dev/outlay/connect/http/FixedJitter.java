package dev.outlay.connect.http;

import java.util.random.RandomGenerator;

/// Jitter that always picks the shortest wait.
public record FixedJitter() implements RandomGenerator {

    @Override
    public long nextLong() {
        return 0;
    }

    @Override
    public long nextLong(long bound) {
        return 0;
    }
}
