package dev.outlay.server.fuzz;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Says what is wrong with an answer, if anything.
public final class Judge {

    private static final int SHORTEST = 15;
    private static final int LONGEST = 2500;
    private static final Set<Integer> OF_HTTP = Set.of(400, 405, 411, 413, 414, 431, 501);

    private static final Set<Integer> OF_ONE_OPERATION = Set.of(409, 412, 413, 422, 428, 502, 503);

    /// What a person cannot use: names of classes, lines of a stack, what a program calls nothing.
    private static final Pattern INSIDES =
            Pattern.compile("\\b(java|javax|jakarta|io|org|dev|com)\\.[a-z]+\\.[\\w.]*[A-Z]\\w+"
                    + "|\\w+(Exception|Error)\\b(?!s)|\\bat [\\w.$]+\\([\\w]+\\.java|Optional\\[|@[0-9a-f]{6,8}\\b"
                    + "|/tmp/|outlay-work-|\\bDuckDB\\b.*\\bLINE \\d|Index \\d+ out of bounds|\\bStackOverflow");

    private Judge() {}

    /// Empty where all is as it should be.
    public static Optional<String> fault(Api.Operation operation, RawRequest request, RawAnswer answer) {
        int status = answer.status();
        if (status == 0) {
            boolean refusedEarly =
                    request.malformed() || request.sent() < request.body().length || request.body().length > 1 << 16;
            return refusedEarly ? Optional.empty() : Optional.of("there was no answer");
        }
        if (request.malformed()
                && OF_HTTP.contains(status)
                && answer.header("X-Content-Type-Options").isEmpty()) {
            // refused by the reading of HTTP itself, before it was a request
            return Optional.empty();
        }
        if (status == 500) {
            return Optional.of("it is our bug: " + answer.text());
        }
        if (status < 400) {
            return success(request, answer);
        }
        if (request.method().equals("HEAD")) {
            return Optional.empty();
        }
        boolean documented = operation.statuses().contains(Integer.toString(status));
        if (!documented && request.method().equals(operation.method()) && OF_ONE_OPERATION.contains(status)) {
            return Optional.of(
                    "the description of " + operation.id() + " knows no status " + status + ": " + answer.text());
        }
        return problem(status, answer);
    }

    private static Optional<String> success(RawRequest request, RawAnswer answer) {
        boolean bodiless = request.method().equals("HEAD") || answer.status() == 304 || answer.status() == 204;
        if (bodiless) {
            return answer.body().length == 0 ? Optional.empty() : Optional.of("a body where none may be");
        }
        if (answer.header("Content-Type").startsWith("application/json")) {
            try {
                Object value = Json.decodeValue(Buffer.buffer(answer.body()));
                return value instanceof JsonArray || value instanceof JsonObject
                        ? Optional.empty()
                        : Optional.of("an answer that is no table: " + answer.text());
            } catch (DecodeException e) {
                return Optional.of("an answer that is no JSON: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(int status, RawAnswer answer) {
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            return Optional.of("status " + status + " without a problem document: " + answer.text());
        }
        JsonObject node;
        try {
            node = new JsonObject(answer.text());
        } catch (DecodeException e) {
            return Optional.of("a problem document that is no JSON: " + answer.text());
        }
        if (node.getInteger("status", 0) != status) {
            return Optional.of("another status in the document: " + answer.text());
        }
        for (String member : new String[] {"type", "title", "detail", "remedy"}) {
            if (node.getString(member, "").isBlank()) {
                return Optional.of("no " + member + ": " + answer.text());
            }
        }
        String detail = node.getString("detail");
        String remedy = node.getString("remedy");
        if (detail.length() < SHORTEST || remedy.length() < SHORTEST) {
            return Optional.of("too short to be of use: " + answer.text());
        }
        if (detail.length() > LONGEST) {
            return Optional.of("longer than anybody reads (" + detail.length() + "): " + detail.substring(0, 300));
        }
        if (INSIDES.matcher(detail).find()
                || detail.equals("null")
                || detail.endsWith(" null")
                || detail.contains(": null")) {
            return Optional.of("tells of our insides: " + answer.text());
        }
        return Optional.empty();
    }
}
