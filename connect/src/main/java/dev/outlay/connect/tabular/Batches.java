package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.ledger.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The few batches that a reading fills, gets back and fills again, which bounds its memory: two chunks of them,
/// one that is being filled and one that is being loaded. One thread takes them, another gives them back.
final class Batches implements AutoCloseable {

    /// A chunk has two batches for each of two threads of the database, so that no thread waits long for the other;
    /// more of them would take more memory.
    static final int IN_CHUNK = 4;

    /// So many are handed over where nothing is being loaded: the rows that DuckDB keeps together.
    static final int LEAST = IN_CHUNK / 2;

    private static final int MOST = 2 * IN_CHUNK;

    private final String document;
    private final List<Batch> made = new ArrayList<>();
    private final BlockingQueue<Batch> free = new LinkedBlockingQueue<>();

    Batches(String document) {
        this.document = document;
    }

    /// An empty batch with so many texts in a row and a key; waits until one is free where all are in use.
    Batch next(int texts) throws SourceException {
        Batch batch = free.poll();
        if (batch != null) {
            return batch;
        }
        if (made.size() < MOST) {
            batch = new Batch(texts + 1);
            made.add(batch);
            return batch;
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ScanThread.interrupted(document);
        }
    }

    /// Takes batches back that are read.
    void giveBack(List<Batch> batches) {
        for (Batch batch : batches) {
            batch.clear();
            free.add(batch);
        }
    }

    /// Frees all memory; nothing may be filled or read any more.
    @Override
    public void close() {
        made.forEach(Batch::close);
    }
}
