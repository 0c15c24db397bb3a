package dev.outlay.cli;

import java.io.PrintStream;
import java.util.Locale;

/// Tells on standard error how far long work has come: a moving line on a terminal, a line every ten seconds
/// elsewhere. Work that ends within a second says nothing. Thread-safe.
final class Progress {

    private static final long FIRST_AFTER = 1_000_000_000L;
    private static final long MOVING_EVERY = 200_000_000L;
    private static final long LINES_EVERY = 10_000_000_000L;

    private final PrintStream err;
    private final boolean terminal;
    private long next = System.nanoTime() + FIRST_AFTER;
    private boolean moving;

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /// How much of a file has been read.
    void bytes(String what, long read, long total) {
        if (total >= 1 << 20) {
            tell(String.format(
                    Locale.ROOT, "%s: %d %% of %,d MiB", what, Math.min(100, 100 * read / total), total >> 20));
        }
    }

    synchronized void tell(String line) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? MOVING_EVERY : LINES_EVERY);
        if (terminal) {
            err.print("\r\u001b[K" + line);
            err.flush();
            moving = true;
        } else {
            err.println(line);
        }
    }

    /// Takes the moving line away.
    synchronized void done() {
        if (moving) {
            err.print("\r\u001b[K");
            err.flush();
            moving = false;
        }
    }
}
