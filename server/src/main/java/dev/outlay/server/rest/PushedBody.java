package dev.outlay.server.rest;

import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.units.CallersMistake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON that training code pushes: read whole, for it is small, and refused whole where any of it is wrong.
final class PushedBody {

    static final int MOST_BYTES = 4 << 20;
    static final int MOST_RECORDS = 10_000;
    private static final int MOST_TOLD = 5;

    private PushedBody() {}

    /// Makes facts of a record; `place` counts from 1.
    interface Meaning<F> {
        List<F> of(Json record, long place) throws WrongField;
    }

    /// The value of a body; an object without fields where there is none.
    static Json read(InputStream body) {
        byte[] bytes = bytes(body);
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return new Json.Fields(Map.of(), 1);
        }
        try (var document = new JsonDocument(new ByteArrayInputStream(bytes))) {
            document.next();
            Json value = document.value();
            if (document.next() != JsonDocument.Kind.END) {
                throw new CallersMistake("the body holds more than one JSON value: send a list");
            }
            return value;
        } catch (IOException e) {
            throw new CallersMistake("the body is no JSON: " + e.getMessage(), e);
        }
    }

    /// The object of a body.
    static Json.Fields object(InputStream body) {
        if (read(body) instanceof Json.Fields object) {
            return object;
        }
        throw new CallersMistake("the body is a JSON object, such as {\"team\": \"vision\"}");
    }

    /// The facts of a body that is a record, a list of records, or an object whose field `list` is one. Throws
    /// [CallersMistake] naming what is wrong with which record; nothing is taken then.
    static <F> List<F> facts(InputStream body, String list, Meaning<F> meaning) {
        Json value = read(body);
        if (value instanceof Json.Fields object && object.get(list) instanceof Json.Items items) {
            value = items;
        }
        List<Json> records = value instanceof Json.Items items ? items.values() : List.of(value);
        if (records.isEmpty() || records.size() > MOST_RECORDS) {
            throw new CallersMistake("one push holds 1 to " + MOST_RECORDS + " records, not " + records.size());
        }
        List<F> facts = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                facts.addAll(meaning.of(records.get(i), i + 1));
            } catch (WrongField e) {
                wrong.add("record " + (i + 1) + ": " + told(e));
            }
        }
        if (!wrong.isEmpty()) {
            throw new CallersMistake("nothing was taken, for " + wrong.size() + " of " + records.size()
                    + " records are wrong: "
                    + String.join("; ", wrong.subList(0, Math.min(MOST_TOLD, wrong.size()))));
        }
        return facts;
    }

    /// What is wrong, in a sentence.
    static String told(WrongField wrong) {
        String value = wrong.value();
        return (wrong.column() == null ? "" : wrong.column() + ": ")
                + (value == null ? "" : value.substring(0, Math.min(80, value.length())) + ": ")
                + wrong.reason();
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ProblemException(new Problem(
                        "urn:outlay:too-large",
                        "The push is larger than this server takes",
                        413,
                        "cannot take the push: it has more than " + MOST_BYTES + " bytes",
                        "send fewer records at once, or import them as a file"));
            }
            return bytes;
        } catch (IOException e) {
            throw new CallersMistake("the push broke off (" + e.getMessage() + "): send it again", e);
        }
    }
}
