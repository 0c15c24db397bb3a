package dev.outlay.cli;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens a ledger whose file another process holds as soon as that lets go of it, or gives up after a time.
///
/// To try costs the start of a database, so of all that wait only one tries: the one that holds the lock of a file
/// beside the ledger, which the system takes from a process that ends. The others look at that lock, which costs
/// nothing. Whoever waits looks again after a moment that is a little longer each time and never the same for two.
final class LedgerTurn {

    private static final long FIRST_MILLISECONDS = 10;
    private static final long LONGEST_MILLISECONDS = 250;

    private final Supplier<Ledger> ledger;
    private final Path turns;
    private final Duration patience;
    private final long until;
    private long moment = FIRST_MILLISECONDS;

    private LedgerTurn(Supplier<Ledger> ledger, Path file, Duration patience) {
        this.ledger = ledger;
        this.turns = Path.of(file + ".turn");
        this.patience = patience;
        this.until = System.nanoTime() + patience.toNanos();
    }

    /// Throws [LedgerException] with how long it has waited, where the ledger is still held after the time. `file`
    /// is that of the ledger.
    static Ledger open(Supplier<Ledger> ledger, Path file, Duration patience) {
        try {
            return ledger.get();
        } catch (LedgerException held) {
            if (held.why() != LedgerException.Cause.LOCKED || patience.isZero()) {
                throw held;
            }
            return new LedgerTurn(ledger, file, patience).await(held);
        }
    }

    private Ledger await(LedgerException first) {
        FileChannel channel = channel();
        try {
            while (channel != null && !isTaken(channel)) {
                pause(first);
            }
            moment = FIRST_MILLISECONDS;
            return tryUntilOpen(first);
        } finally {
            close(channel);
        }
    }

    /// Null where there can be no such file: then each tries for itself.
    private @Nullable FileChannel channel() {
        try {
            return FileChannel.open(turns, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the system does it when the process ends
        }
    }

    /// The lock ends with the channel, which is when the ledger is open.
    private static boolean isTaken(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true;
        }
    }

    private Ledger tryUntilOpen(LedgerException first) {
        LedgerException held = first;
        while (true) {
            pause(held);
            try {
                return ledger.get();
            } catch (LedgerException e) {
                if (e.why() != LedgerException.Cause.LOCKED) {
                    throw e;
                }
                held = e;
            }
        }
    }

    private void pause(LedgerException held) {
        if (System.nanoTime() >= until) {
            throw new LedgerException(
                    LedgerException.Cause.LOCKED,
                    "waited " + patience.toSeconds() + " s for the ledger: " + held.getMessage()
                            + " Where many ask at once, run outlay serve: it answers all of them",
                    held);
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(moment / 2, moment + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw held;
        }
        moment = Math.min(2 * moment, LONGEST_MILLISECONDS);
    }
}
