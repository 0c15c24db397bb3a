package dev.outlay.connect.duckdb;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Runs one piece of work at a time on a thread of its own, while the next is being prepared. The thread starts
/// with the first piece. Used by one thread.
final class Behind implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("outlay-ledger-writer").factory());
    private @Nullable Future<?> running;

    /// A piece of work.
    interface Step {
        void run() throws SQLException;
    }

    /// Waits for the piece before, then starts this one. A failure of the one before is thrown here.
    void run(Step work) {
        finish();
        running = thread.submit(() -> {
            work.run();
            return null;
        });
    }

    /// Waits for what runs.
    void finish() {
        Future<?> last = running;
        running = null;
        boolean interrupted = false;
        while (last != null) {
            try {
                last.get();
                break;
            } catch (InterruptedException e) {
                // a batch is written whole
                interrupted = true;
            } catch (ExecutionException e) {
                throw failed(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException failed(@Nullable Throwable cause) {
        return switch (cause) {
            case SQLException e -> DuckDb.failed(e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /// Lets the thread end. Nothing runs any more where [#finish] was called.
    @Override
    public void close() {
        thread.close();
    }
}
