package dev.outlay.connect.http;

import java.time.Duration;

/// How time goes by between requests: what is slept on and measured with, apart from the clock that dates things,
/// which may stand still. Thread-safe.
public interface Pace {

    /// The pace of this machine.
    Pace REAL = new Pace() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    /// A reading in nanoseconds that only means something against another one.
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;
}
