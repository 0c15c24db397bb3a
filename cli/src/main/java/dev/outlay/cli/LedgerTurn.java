package dev.outlay.cli;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Opens a ledger whose file another process holds as soon as that lets go of it, or gives up after a time.
///
/// Whoever waits tries again after a moment that is a little longer each time and never the same for two, so that
/// many that wait do not try at once.
final class LedgerTurn {

    private static final long FIRST_MILLISECONDS = 10;
    private static final long LONGEST_MILLISECONDS = 250;

    private LedgerTurn() {}

    /// Throws [LedgerException] with how long it has waited, where the ledger is still held after the time.
    static Ledger open(Supplier<Ledger> ledger, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        long moment = FIRST_MILLISECONDS;
        while (true) {
            try {
                return ledger.get();
            } catch (LedgerException held) {
                if (held.why() != LedgerException.Cause.LOCKED || patience.isZero()) {
                    throw held;
                }
                if (System.nanoTime() >= until) {
                    throw new LedgerException(
                            LedgerException.Cause.LOCKED,
                            "waited " + patience.toSeconds() + " s for the ledger: " + held.getMessage()
                                    + " Where many ask at once, run outlay serve: it answers all of them",
                            held);
                }
                sleep(held, moment);
                moment = Math.min(2 * moment, LONGEST_MILLISECONDS);
            }
        }
    }

    private static void sleep(LedgerException held, long moment) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(moment / 2, moment + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held;
        }
    }
}
