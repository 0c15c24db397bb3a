package dev.outlay.connect.file;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.connect.tabular.CsvRecords;
import dev.outlay.connect.tabular.TextFile;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.SourceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The runs in a file: comma-separated text, a JSON document, or a JSON object on each line. Which of them it is,
/// its first line says.
final class RunsReading implements Reading {

    private static final int LONGEST_LINE = 1 << 20;
    private static final String GUIDE = "The form is described in docs/reference/runs-file.md.";

    private final TextFile file;
    private final Instant readAt;
    private final Shape shape;

    RunsReading(TextFile file, Instant readAt) throws SourceException {
        this.file = file;
        this.readAt = readAt;
        this.shape = shape();
        if (shape == Shape.TABLE) {
            try (InputStream in = file.open()) {
                columns(new CsvRecords(in));
            } catch (IOException e) {
                throw notRuns(e.getMessage());
            }
        }
    }

    private enum Shape {
        TABLE,
        DOCUMENT,
        LINES
    }

    @Override
    public void forEach(Consumer<Fact> consumer) throws SourceException {
        try (InputStream in = new BufferedInputStream(file.open())) {
            switch (shape) {
                case TABLE -> table(new CsvRecords(in), consumer);
                case DOCUMENT -> document(in, 0, consumer);
                case LINES -> lines(in, consumer);
            }
        } catch (JacksonException e) {
            throw SourceException.callersMistake(file.document() + " is no JSON from line "
                    + e.getLocation().getLineNr() + " on: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw file.broken(e);
        }
    }

    private void table(CsvRecords records, Consumer<Fact> consumer) throws IOException {
        for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
            String content = row.values().toString();
            try {
                if (row.problem() != null) {
                    throw new WrongField(null, row.values().get(""), row.problem());
                }
                consumer.accept(new RunRecord(RunRecord.ofTexts(row.values()), file.document(), row.line()).run());
            } catch (WrongField e) {
                consumer.accept(refusal(e, row.line(), content));
            }
        }
    }

    private void lines(InputStream in, Consumer<Fact> consumer) throws IOException, SourceException {
        long number = 0;
        for (byte[] line = line(in); line != null; line = line(in)) {
            number++;
            if (new String(line, StandardCharsets.UTF_8).isBlank()) {
                continue;
            }
            try {
                document(new ByteArrayInputStream(line), number, consumer);
            } catch (JacksonException e) {
                String text = new String(line, StandardCharsets.UTF_8);
                consumer.accept(refusal(
                        new WrongField(null, text, "the line is no JSON: " + e.getOriginalMessage()), number, text));
            }
        }
    }

    /// Reads one document; `line` is its place in a file of lines, 0 in a file of its own.
    private void document(InputStream in, long line, Consumer<Fact> consumer) throws IOException {
        try (var json = new JsonDocument(in)) {
            JsonDocument.Element element = kind -> {
                long at = line > 0 ? line : json.line();
                record(json.value(), at, consumer);
            };
            switch (json.next()) {
                case ARRAY -> json.elements(element);
                case OBJECT -> object(json, line, element, consumer);
                case SCALAR, END ->
                    consumer.accept(refusal(
                            new WrongField(null, null, "a run is a JSON object"), Math.max(line, 1), "no object"));
            }
        }
    }

    /// An object is a run, or holds an array of them.
    private void object(JsonDocument json, long line, JsonDocument.Element element, Consumer<Fact> consumer)
            throws IOException {
        Map<String, Json> fields = new HashMap<>();
        boolean[] holdsRuns = {false};
        long at = line > 0 ? line : json.line();
        json.fields((name, kind) -> {
            if (name.equals("runs") && kind == JsonDocument.Kind.ARRAY) {
                holdsRuns[0] = true;
                json.elements(element);
            } else {
                fields.put(name, json.value());
            }
        });
        if (!holdsRuns[0]) {
            record(new Json.Fields(fields, at), at, consumer);
        }
    }

    private void record(Json value, long line, Consumer<Fact> consumer) {
        try {
            if (!(value instanceof Json.Fields object)) {
                throw new WrongField(null, value.text(), "a run is a JSON object");
            }
            Map<String, String> fields = RunJson.fields(object);
            Run run = new RunRecord(fields, file.document(), line).run();
            List<Run> words = new ArrayList<>();
            for (Map<String, String> word : RunWords.of(object, fields, run.at())) {
                words.add(new RunRecord(word, file.document(), line).run());
            }
            words.forEach(consumer);
            consumer.accept(run);
        } catch (WrongField e) {
            consumer.accept(refusal(e, line, value.text()));
        }
    }

    private Refusal refusal(WrongField wrong, long line, String content) {
        var origin = new Origin("refused/runs/" + ContentKey.of(content), file.document(), line);
        return new Refusal(origin, readAt, wrong.column(), wrong.value(), wrong.reason());
    }

    private Shape shape() throws SourceException {
        try (InputStream in = new BufferedInputStream(file.open())) {
            byte[] first = line(in);
            while (first != null && isBlank(first)) {
                first = line(in);
            }
            if (first == null) {
                throw notRuns("it holds no line of text");
            }
            int start = 0;
            while (first[start] <= ' ') {
                start++;
            }
            if (first[start] != '{' && first[start] != '[') {
                return Shape.TABLE;
            }
            return isWhole(first) ? Shape.LINES : Shape.DOCUMENT;
        } catch (IOException e) {
            throw file.broken(e);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character > ' ' || character < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(byte[] line) {
        try (var json = new JsonDocument(new ByteArrayInputStream(line))) {
            json.next();
            json.skip();
            return json.next() == JsonDocument.Kind.END;
        } catch (IOException e) {
            return false;
        }
    }

    /// The next line without its end, null after the last; cut where it is longer than any line of a table.
    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST_LINE) {
                return line.toByteArray();
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }

    private void columns(CsvRecords records) throws SourceException {
        List<String> names = records.names().stream().map(RunRecord::plain).toList();
        for (List<String> needed : List.of(RunRecord.RUN, RunRecord.START, RunRecord.STATUS)) {
            if (needed.stream().noneMatch(names::contains)) {
                throw notRuns("it lacks the column " + needed.getFirst() + ". Found "
                        + String.join(", ", records.names().stream().limit(12).toList()));
            }
        }
    }

    private SourceException notRuns(@Nullable String why) {
        return SourceException.callersMistake(file.document() + " is not a runs file: " + why + ". " + GUIDE);
    }
}
