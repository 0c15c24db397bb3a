package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.ledger.SourceException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Says the keys of the records of a batch when it is taken rather than while it is filled: hashing is a sixth of
/// the work of a scan, which everything else waits for.
///
/// What the keys are made of is kept for so long, for two batches at once. One thread takes contents, one at a
/// time says keys.
final class Keys {

    private static final int AT_ONCE = 2;

    private final String document;
    private final RecordKey keys = new RecordKey();
    private final byte[] key = new byte[RecordKey.LONGEST];
    private final BlockingQueue<Contents> free = new LinkedBlockingQueue<>();

    Keys(String document) {
        this.document = document;
        for (int i = 0; i < AT_ONCE; i++) {
            free.add(new Contents());
        }
    }

    /// Empty contents; waits until some are free.
    Contents next() throws SourceException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ScanThread.interrupted(document);
        }
    }

    /// Says the key of each row of a batch in a column of it, and takes the contents back.
    void say(Contents contents, Batch batch, int column) {
        for (int record = 0; record < contents.records(); record++) {
            int end = keys.write(contents.bytes(), contents.from(record), contents.to(record), key, 0);
            batch.text(record, column, key, 0, end);
        }
        contents.clear();
        free.add(contents);
    }
}
