package dev.outlay.connect.tabular;

import dev.outlay.connect.duckdb.Chunk;
import dev.outlay.connect.duckdb.TableReading;
import dev.outlay.ledger.SourceException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lets a scan run ahead by one chunk while the chunk before is being loaded.
final class ScanThread {

    /// A scan, which hands its chunks over.
    interface Scan {
        void run(Batches batches, TableScan.Taker taker) throws SourceException;
    }

    private final String document;
    private final Scan scan;
    // an empty one says that the scan has ended
    private final BlockingQueue<Optional<Chunk>> ready = new ArrayBlockingQueue<>(1);
    private volatile boolean waiting;
    private volatile @Nullable SourceException failure;
    private volatile @Nullable RuntimeException bug;

    ScanThread(String document, Scan scan) {
        this.document = document;
        this.scan = scan;
    }

    /// Hands every chunk to the taker on this thread. Nothing runs any more when it returns or throws.
    void forEach(TableReading.Taker taker) throws SourceException, SQLException {
        try (var memory = new Batches(document)) {
            forEach(memory, taker);
        }
    }

    private void forEach(Batches batches, TableReading.Taker taker) throws SourceException, SQLException {
        Thread thread = Thread.ofPlatform().daemon().name("outlay-scan").start(() -> run(batches));
        try {
            for (Optional<Chunk> next = next(); next.isPresent(); next = next()) {
                taker.take(next.get());
                batches.giveBack(next.get().batches());
            }
            rethrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(document);
        } finally {
            stop(thread);
        }
    }

    private Optional<Chunk> next() throws InterruptedException {
        waiting = true;
        Optional<Chunk> next = ready.take();
        waiting = false;
        return next;
    }

    private void run(Batches batches) {
        try {
            scan.run(batches, new Handover());
        } catch (SourceException e) {
            failure = e;
        } catch (RuntimeException e) {
            bug = e;
        }
        try {
            put(Optional.empty());
        } catch (SourceException e) {
            // the loading side has gone already and waits for nothing
            Thread.currentThread().interrupt();
        }
    }

    private final class Handover implements TableScan.Taker {

        @Override
        public void take(Chunk chunk) throws SourceException {
            put(Optional.of(chunk));
        }

        @Override
        public boolean isWaiting() {
            return waiting && ready.isEmpty();
        }
    }

    private void put(Optional<Chunk> next) throws SourceException {
        try {
            ready.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(document);
        }
    }

    private void rethrow() throws SourceException {
        SourceException failed = failure;
        if (failed != null) {
            throw failed;
        }
        RuntimeException thrown = bug;
        if (thrown != null) {
            throw thrown;
        }
    }

    private static void stop(Thread thread) {
        boolean interrupted = false;
        thread.interrupt();
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static SourceException interrupted(String document) {
        return SourceException.outsideFailed(
                "the reading of " + document + " was interrupted: what was taken in stays, read it again for the rest.",
                new InterruptedException());
    }
}
