package dev.outlay.connect.tabular;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.ColumnKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/// Goes through a file once, from the first line to the last, fills batches with its records and says where a chunk
/// of them ends. Not thread-safe.
final class TableScan {

    private static final int MOST_REFUSALS = 10_000;
    private static final int PROGRESS_EVERY = 10_000;

    private static final Chunk.Fields NONE = new Chunk.Fields(List.of(), new LinkedHashMap<>());

    private final TableSource.Table table;
    private final TableFormat format;
    private final Path file;
    private final String document;
    private final boolean countRows;
    private final Instant readAt;
    private final Progress progress;
    private final Batches batches;
    private final Taker taker;
    private final String mapping;
    private final Keys keys;
    private long bytesRead;
    private long rows;
    private final int batchesInChunk;
    private Chunk.Fields fields = NONE;
    private Chunk.Fields absentFields = NONE;
    private int keyColumn;
    private int batchesSince;
    private int refusalsSince;
    private List<Refusal> refusals = new ArrayList<>();

    TableScan(TableSource.Table table, Path file, Chunk.Cut cut, Batches batches, Taker taker) {
        this.table = table;
        this.format = table.format();
        this.file = file;
        this.document = table.document();
        this.countRows = table.parquet();
        this.readAt = table.readAt();
        this.progress = table.progress();
        this.batchesInChunk = cut.batches();
        this.batches = batches;
        this.taker = taker;
        this.keys = new Keys(document);
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
            placeFields(header);
            scan(scanner, header, size);
            progress.at(size, size, rows);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private void placeFields(Header header) {
        int[] positions = header.positionsWithout(format.tagIndex());
        List<Column> present = new ArrayList<>();
        List<Column> absent = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            (positions[i] < 0 ? absent : present).add(format.plainColumns().get(i));
        }
        List<String> rest = new ArrayList<>(format.tagFields());
        rest.add("key");
        fields = fields(present, rest);
        absentFields = fields(absent, List.of());
    }

    private static Chunk.Fields fields(List<Column> columns, List<String> rest) {
        SequencedMap<String, ColumnKind> read = new LinkedHashMap<>();
        columns.stream()
                .filter(column -> column.kind() != ColumnKind.TEXT)
                .forEach(column -> read.put(column.name(), column.kind()));
        return new Chunk.Fields(
                Stream.concat(columns.stream().map(Column::name), rest.stream()).toList(), read);
    }

    private void scan(RecordScanner scanner, Header header, long size) throws IOException, SourceException {
        var judge = new RecordJudge(table, header);
        keyColumn = judge.keyColumn();
        List<ColumnKind> kinds = List.copyOf(Chunk.columns(fields).values());
        Batch batch = batches.next(kinds);
        Contents contents = keys.next();
        while (scanner.next()) {
            Refusal refusal = judge.take(scanner, countRows ? rows + 1 : scanner.line(), batch, contents);
            if (refusal != null) {
                refusals.add(refusal);
                refusalsSince++;
            }
            if (++rows % PROGRESS_EVERY == 0) {
                progress.at(bytesRead, size, rows);
            }
            if (batch.isFull() || refusalsSince >= MOST_REFUSALS) {
                batchesSince++;
                handOver(batch, contents, batchesSince >= batchesInChunk || refusalsSince >= MOST_REFUSALS);
                batch = batches.next(kinds);
                contents = keys.next();
            }
        }
        handOver(batch, contents, true);
    }

    private void handOver(Batch batch, Contents contents, boolean last) throws SourceException {
        taker.take(new Filled(batch, contents, refusals, last));
        refusals = new ArrayList<>();
        if (last) {
            batchesSince = 0;
            refusalsSince = 0;
        }
    }

    /// A chunk of this table. Nothing is known of its columns before the first batch is handed over.
    Chunk chunk(Chunk.Rows of) {
        return new Chunk(format.table(), format.source(), document, fields, absentFields, mapping, readAt, of);
    }

    /// Completes a batch with its keys. Another thread may do this than the one that scans, one at a time and in
    /// the order in which batches were handed over.
    void sayKeys(Filled filled) {
        keys.say(filled.contents(), filled.batch(), keyColumn);
    }

    private static SourceException broken(Path file, IOException e) {
        return switch (e) {
            case RecordScanner.TooLong long_ ->
                SourceException.callersMistake(file + " is no table of text: " + long_.getMessage() + ".");
            case ZipException _, EOFException _ ->
                SourceException.callersMistake(file + " is a damaged gzip file: " + TableFile.reason(e) + ".");
            default -> TableFile.unreadable(file, e);
        };
    }

    /// A batch but for its keys, what they are made of, the lines met while it was filled that are no records, and
    /// whether a chunk ends with it.
    record Filled(Batch batch, Contents contents, List<Refusal> refusals, boolean last) {}

    /// Takes batches, which are its own from then on.
    interface Taker {
        void take(Filled filled) throws SourceException;
    }
}
