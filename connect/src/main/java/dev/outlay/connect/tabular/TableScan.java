package dev.outlay.connect.tabular;

import dev.outlay.connect.duckdb.Chunk;
import dev.outlay.connect.sql.Migrations;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Goes through a file once, from the first line to the last, and cuts it into chunks. Not thread-safe.
final class TableScan {

    // more than a row group of DuckDB, which it then writes at once and not by way of its log
    private static final long CHUNK_BYTES = 64L << 20;
    // the first ones are small so that loading begins early
    private static final long FIRST_CHUNK_BYTES = 8L << 20;
    private static final int MOST_REFUSALS = 10_000;
    private static final int PROGRESS_EVERY = 10_000;

    private final TableFormat format;
    private final Path file;
    private final String document;
    private final boolean countRows;
    private final Instant readAt;
    private final Progress progress;
    private final Path folder;
    private final Taker taker;
    private final Occurrences contents = new Occurrences();
    private final Occurrences identities = new Occurrences();
    private final String mapping;
    private long bytesRead;
    private long rows;
    private int chunks;
    private List<Refusal> refusals = new ArrayList<>();

    TableScan(TableSource.Table table, Path file, Path folder, Taker taker) {
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
            scan(scanner, header, size);
            progress.at(size, size, rows);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private void scan(RecordScanner scanner, Header header, long size) throws IOException, SourceException {
        var recordKey = new RecordKey(header);
        byte[] key = new byte[RecordKey.LENGTH];
        int identity = identity(header);
        ChunkFile chunk = next(header);
        try {
            while (scanner.next()) {
                long line = countRows ? rows + 1 : scanner.line();
                long hash = recordKey.write(scanner, key, 0);
                int copy = contents.met(hash);
                String problem = problem(scanner, header);
                if (problem == null) {
                    chunk.write(scanner, line, key, copy, metBefore(scanner, identity));
                } else {
                    refusals.add(refusal(problem, scanner, line, key, copy));
                }
                if (++rows % PROGRESS_EVERY == 0) {
                    progress.at(bytesRead, size, rows);
                }
                if (chunk.size() > (chunks < 3 ? FIRST_CHUNK_BYTES : CHUNK_BYTES) || refusals.size() >= MOST_REFUSALS) {
                    handOver(chunk);
                    chunk = next(header);
                }
            }
            handOver(chunk);
        } finally {
            chunk.close();
        }
    }

    private ChunkFile next(Header header) throws IOException {
        return new ChunkFile(folder.resolve("chunk-" + ++chunks + ".csv"), header.positions());
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

    private static @Nullable String problem(RecordScanner scanner, Header header) {
        String problem = scanner.problem();
        int expected = header.names().size();
        if (problem != null || scanner.fields() == expected) {
            return problem;
        }
        return "the line has " + scanner.fields() + (scanner.fields() == 1 ? " field" : " fields")
                + " where the header names " + expected
                + (scanner.fields() < expected ? ": it may be cut off" : ": a value with a comma needs quotes");
    }

    private Refusal refusal(String problem, RecordScanner scanner, long line, byte[] key, int copy) {
        String id = "refused/" + format.source() + "/" + new String(key, StandardCharsets.US_ASCII)
                + (copy == 0 ? "" : "." + (copy + 1));
        String text =
                new String(scanner.bytes(), scanner.start(), scanner.end() - scanner.start(), StandardCharsets.UTF_8);
        return new Refusal(new Origin(id, document, line), readAt, null, text, problem);
    }

    private int identity(Header header) {
        return format.identity() == null
                ? -1
                : header.positions()[format.fields().indexOf(format.identity())];
    }

    private boolean metBefore(RecordScanner scanner, int identity) {
        if (identity < 0 || Field.isAbsent(scanner.bytes(), scanner.from(identity), scanner.to(identity))) {
            return false;
        }
        // FNV-1a over 64 bits: an accidental agreement only sends a row the longer way
        long hash = 0xcbf29ce484222325L;
        for (byte character : scanner.text(identity).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ character) * 0x100000001b3L;
        }
        return identities.met(hash) > 0;
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
