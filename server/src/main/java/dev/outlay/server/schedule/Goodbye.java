package dev.outlay.server.schedule;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/// How what runs by the clock is ended: when the server is told to stop, which is before the ledger is closed, and
/// after what is being done, unless that takes long.
final class Goodbye {

    private Goodbye() {}

    /// Lets what is being done come to its end for so many seconds, then interrupts it.
    static void to(ExecutorService work, long seconds) throws InterruptedException {
        work.shutdown();
        if (!work.awaitTermination(seconds, TimeUnit.SECONDS)) {
            work.shutdownNow();
        }
    }
}
