package dev.outlay.connect.tabular;

import dev.outlay.connect.duckdb.Chunk;
import dev.outlay.connect.sql.Migrations;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/// Goes through a file once, from the first line to the last, and cuts it into chunks. Not thread-safe.
final class TableScan {

    // some row groups of DuckDB: what fills one is written at once, what does not is written twice
    private static final long MOST_RECORDS = 4 * 122_880;
    private static final long CHUNK_BYTES = 320L << 20;
    // the first one is small so that loading begins early
    private static final long FIRST_CHUNK_BYTES = 8L << 20;
    private static final int MOST_REFUSALS = 10_000;
    private static final int PROGRESS_EVERY = 10_000;

    private final TableSource.Table table;
    private final TableFormat format;
    private final Path file;
    private final String document;
    private final boolean countRows;
    private final Instant readAt;
    private final Progress progress;
    private final Path folder;
    private final Taker taker;
    private final String mapping;
    private long bytesRead;
    private long rows;
    private int chunks;
    private List<Refusal> refusals = new ArrayList<>();

    TableScan(TableSource.Table table, Path file, Path folder, Taker taker) {
        this.table = table;
        this.format = table.format();
        this.file = file;
        this.document = table.document();
        this.countRows = table.parquet();
        this.readAt = table.readAt();
        this.progress = table.progress();
        this.folder = folder;
        this.taker = taker;
        this.mapping = Migrations.text(format.mapping());
    }

    /// Reads the header alone, to say early what is wrong.
    static Header header(TableFormat format, Path file, String document) throws SourceException {
        try (InputStream in = TableFile.text(file, _ -> {})) {
            return header(format, new RecordScanner(in), document);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static Header header(TableFormat format, RecordScanner scanner, String document)
            throws IOException, SourceException {
        if (!scanner.next()) {
            throw SourceException.callersMistake(document + " holds no line of text.");
        }
        String problem = scanner.problem();
        if (problem != null) {
            throw SourceException.callersMistake(
                    document + " is not " + format.what() + ": in its first line, " + problem + ".");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            names.add(scanner.text(i));
        }
        return Header.of(format, names, document);
    }

    void run() throws SourceException {
        try (InputStream in = TableFile.text(file, count -> bytesRead += count)) {
            long size = Files.size(file);
            var scanner = new RecordScanner(in);
            Header header = header(format, scanner, document);
            scan(scanner, new RecordJudge(table, header), size);
            progress.at(size, size, rows);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private void scan(RecordScanner scanner, RecordJudge judge, long size) throws IOException, SourceException {
        ChunkFile chunk = next(judge);
        try {
            while (scanner.next()) {
                Refusal refusal = judge.take(scanner, countRows ? rows + 1 : scanner.line(), chunk);
                if (refusal != null) {
                    refusals.add(refusal);
                }
                if (++rows % PROGRESS_EVERY == 0) {
                    progress.at(bytesRead, size, rows);
                }
                if (isFull(chunk)) {
                    handOver(chunk);
                    chunk = next(judge);
                }
            }
            handOver(chunk);
        } finally {
            chunk.close();
        }
    }

    private boolean isFull(ChunkFile chunk) {
        return chunk.records() >= MOST_RECORDS
                || chunk.size() >= (chunks == 1 ? FIRST_CHUNK_BYTES : CHUNK_BYTES)
                || refusals.size() >= MOST_REFUSALS;
    }

    private ChunkFile next(RecordJudge judge) throws IOException {
        return judge.chunk(folder.resolve("chunk-" + ++chunks + ".csv"));
    }

    private void handOver(ChunkFile chunk) throws IOException, SourceException {
        chunk.close();
        if (chunk.records() == 0 && refusals.isEmpty()) {
            return;
        }
        taker.take(new Chunk(
                format.table(),
                format.source(),
                document,
                chunk.file(),
                format.fields(),
                mapping,
                chunk.records(),
                refusals,
                readAt));
        refusals = new ArrayList<>();
    }

    private static SourceException broken(Path file, IOException e) {
        return switch (e) {
            case RecordScanner.TooLong long_ ->
                SourceException.callersMistake(file + " is no table of text: " + long_.getMessage() + ".");
            case ZipException _, EOFException _ ->
                SourceException.callersMistake(file + " is a damaged gzip file: " + e.getMessage() + ".");
            default -> TableFile.unreadable(file, e);
        };
    }

    /// Takes a chunk, whose file is its own from then on.
    interface Taker {
        void take(Chunk chunk) throws SourceException;
    }
}
