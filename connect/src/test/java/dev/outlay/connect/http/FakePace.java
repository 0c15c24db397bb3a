package dev.outlay.connect.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Time that goes by only when somebody sleeps, and that remembers the sleeps.
public final class FakePace implements Pace {

    public final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        sleeps.add(duration);
        nanos += duration.toNanos();
    }
}
