package dev.outlay.connect.duckdb;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLedgerContractTest implements LedgerContract {

    @TempDir
    Path folder;

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Ledger empty() {
        Path file = folder.resolve("new/folder/ledger-" + count.incrementAndGet() + ".duckdb");
        return DuckDbLedger.open(file, InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));
    }
}
