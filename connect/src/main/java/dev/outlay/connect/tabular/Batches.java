package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.ledger.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The few batches that a reading fills, gets back and fills again, which bounds its memory. One thread takes them,
/// any may give them back.
final class Batches implements AutoCloseable {

    private final String document;
    private final int most;
    private final List<Batch> made = new ArrayList<>();
    private final BlockingQueue<Batch> free = new LinkedBlockingQueue<>();

    Batches(String document, int most) {
        this.document = document;
        this.most = most;
    }

    /// An empty batch whose rows have these columns, which are the same each time; waits until one is free where
    /// all are in use.
    Batch next(List<ColumnKind> columns) throws SourceException {
        Batch batch = free.poll();
        if (batch != null) {
            return batch;
        }
        if (made.size() < most) {
            batch = new Batch(columns);
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

    /// Takes a batch back that is read.
    void giveBack(Batch batch) {
        batch.clear();
        free.add(batch);
    }

    /// Frees all memory; nothing may be filled or read any more.
    @Override
    public void close() {
        made.forEach(Batch::close);
    }
}
