package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.duckdb.Chunk;
import dev.outlay.connect.duckdb.TableReading;
import dev.outlay.connect.tabular.TableScan.Filled;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Runs a scan on a thread of its own, ahead of the loading by as many batches as there are.
final class ScanThread {

    /// Makes a scan, which hands over what it fills.
    interface Scan {
        TableScan of(Batches batches, TableScan.Taker taker);
    }

    private final String document;
    private final Scan scan;
    // no more than there are batches; an empty one says that the scan has ended
    private final BlockingQueue<Optional<Filled>> ready = new LinkedBlockingQueue<>();
    private volatile @Nullable SourceException failure;
    private volatile @Nullable RuntimeException bug;
    private volatile boolean interrupted;

    ScanThread(String document, Scan scan) {
        this.document = document;
        this.scan = scan;
    }

    /// Hands every chunk to the taker on this thread. Nothing runs any more when it returns or throws.
    void forEach(Chunk.Cut cut, TableReading.Taker taker) throws SourceException, SQLException {
        try (var batches = new Batches(document, cut.inMemory())) {
            TableScan running = scan.of(batches, filled -> ready.add(Optional.of(filled)));
            Thread thread = Thread.ofPlatform().daemon().name("outlay-scan").start(() -> run(running));
            try {
                for (Filled first = next(); first != null; first = next()) {
                    taker.take(running.chunk(new Rows(running, first, batches)));
                }
                rethrow();
            } finally {
                stop(thread);
            }
        }
    }

    private void run(TableScan running) {
        try {
            running.run();
        } catch (SourceException e) {
            failure = e;
        } catch (RuntimeException e) {
            bug = e;
        }
        ready.add(Optional.empty());
    }

    /// What was filled next; null where the scan has ended or this thread was interrupted.
    private @Nullable Filled next() {
        try {
            return interrupted ? null : ready.take().orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted = true;
            return null;
        }
    }

    private void rethrow() throws SourceException {
        if (interrupted) {
            throw interrupted(document);
        }
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

    /// The rows of one chunk, as they are filled. A scan that ends early ends the chunk: what it filled is whole.
    private final class Rows implements Chunk.Rows {

        private final TableScan scan;
        private final Batches batches;
        private final List<Refusal> refusals = new ArrayList<>();
        private @Nullable Filled first;
        private boolean ended;
        private long count;

        Rows(TableScan scan, Filled first, Batches batches) {
            this.scan = scan;
            this.first = first;
            this.batches = batches;
        }

        @Override
        public synchronized @Nullable Batch next() {
            if (ended) {
                return null;
            }
            Filled next = first == null ? ScanThread.this.next() : first;
            first = null;
            if (next == null) {
                ended = true;
                // whoever asks for the next chunk has to see it too
                ready.add(Optional.empty());
                return null;
            }
            scan.sayKeys(next);
            ended = next.last();
            refusals.addAll(next.refusals());
            count += next.batch().rows();
            return next.batch();
        }

        @Override
        public void giveBack(Batch batch) {
            batches.giveBack(batch);
        }

        @Override
        public synchronized long count() {
            return count;
        }

        @Override
        public synchronized List<Refusal> refusals() {
            return List.copyOf(refusals);
        }
    }
}
