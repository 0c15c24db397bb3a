package dev.outlay.connect.tabular;

import dev.outlay.connect.duckdb.Chunk;
import dev.outlay.connect.duckdb.ParquetText;
import dev.outlay.connect.duckdb.TableReading;
import dev.outlay.connect.duckdb.WorkFolder;
import dev.outlay.ledger.Document;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/// A file with a table in it, as a source: comma-separated text in UTF-8, the same compressed with gzip, or
/// Parquet.
///
/// A file knows no span and gives all it holds. Reading it again, under whatever name, gives facts of the same ids.
/// Memory stays bounded but for about 20 bytes a row, by which repeated rows are told apart. Most of it is outside
/// of the heap: up to 16 MiB of text for each of a dozen batches and of the database's threads;
/// what the keys of two of them are made of is on the heap. Thread-safe.
public final class TableSource implements Document {

    private final TableFormat format;
    private final Path file;
    private final InstantSource clock;
    private final Progress progress;
    private final String label;

    public TableSource(TableFormat format, Path file, InstantSource clock, Progress progress) {
        this(format, file, clock, progress, format.source());
    }

    /// `label` is what the file was found to be, such as `focus 1.2`.
    public TableSource(TableFormat format, Path file, InstantSource clock, Progress progress, String label) {
        this.label = label;
        this.format = format;
        this.file = file.toAbsolutePath().normalize();
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public String name() {
        return format.source();
    }

    @Override
    public String title() {
        return Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
    }

    @Override
    public String fingerprint() throws SourceException {
        return FileDigest.of(file);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Reading read(Span span) throws SourceException {
        return read();
    }

    /// All the file holds. Throws [SourceException] where it cannot be read or is of another kind.
    public Reading read() throws SourceException {
        boolean parquet = TableFile.isParquet(file);
        String document = title();
        if (!parquet) {
            TableScan.header(format, file, document);
        }
        return new Opened(file, new Table(format, document, parquet, clock.instant(), progress));
    }

    /// What a scan needs to know of its file.
    record Table(TableFormat format, String document, boolean parquet, Instant readAt, Progress progress) {}

    private record Opened(Path file, Table table) implements TableReading {

        @Override
        public void forEachChunk(Path folder, Chunk.Cut cut, TableReading.Taker taker)
                throws SourceException, SQLException {
            try (WorkFolder work = WorkFolder.in(folder)) {
                Path text = file;
                if (table.parquet()) {
                    text = work.path().resolve("parquet.csv");
                    ParquetText.write(file, text);
                    TableScan.header(table.format(), text, table.document());
                }
                Path read = text;
                new ScanThread(table.document(), (batches, queue) -> new TableScan(table, read, cut, batches, queue))
                        .forEach(cut, taker);
            } catch (IOException e) {
                throw SourceException.outsideFailed("no room for temporary files: " + e.getMessage(), e);
            }
        }
    }
}
