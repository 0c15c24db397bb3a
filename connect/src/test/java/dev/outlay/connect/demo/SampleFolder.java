package dev.outlay.connect.demo;

import dev.outlay.ledger.SourceException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A company written for a test.
record SampleFolder(Path folder, List<Path> files, List<UsageRow> usage) {

    static SampleFolder written(Path folder, Instant now) throws SourceException {
        List<Path> files = Demo.files(folder, now, _ -> {});
        List<CsvRow> rows = files.stream()
                .filter(file -> file.getFileName().toString().startsWith("usage-"))
                .flatMap(file -> CsvRows.of(file).stream())
                .toList();
        return new SampleFolder(folder, files, UsageRow.of(rows));
    }

    List<UsageRow> pods() {
        return usage.stream().filter(row -> !row.isNode()).toList();
    }

    List<UsageRow> nodes() {
        return usage.stream().filter(UsageRow::isNode).toList();
    }

    List<Path> bills() {
        return files.stream()
                .filter(file -> file.getFileName().toString().startsWith("bill-"))
                .toList();
    }
}
