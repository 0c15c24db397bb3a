package dev.outlay.server.rest;

import dev.outlay.connect.json.TableCsv;
import dev.outlay.connect.json.TableJson;
import dev.outlay.connect.json.TableMarkdown;
import dev.outlay.report.Page;
import dev.outlay.report.Table;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table as a response, with a tag by which a caller that has it already is told so in place of the body.
///
/// A caller that prefers `text/csv` gets its rows alone, one that prefers `text/markdown` all of it as text to
/// read, where the address offers that. What was done is never answered by a precondition: it has happened. The
/// conditions of a request are looked at where it only asks, by [Conditions].
final class TableResponse {

    /// Where the next page begins, until [Conditions] knows the address and makes a `Link` of it.
    static final String NEXT = "Outlay-Next";

    private static final MediaType CSV = new MediaType("text", "csv");
    private static final MediaType MARKDOWN = new MediaType("text", "markdown");
    private static final List<Variant> FORMS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV, MARKDOWN).build();
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private TableResponse() {}

    static Response of(Table table, Request request) {
        return of(encoded(table, form(request)), request);
    }

    /// The form that a caller prefers.
    static MediaType form(Request request) {
        Variant form = request.selectVariant(FORMS);
        return form == null ? MediaType.APPLICATION_JSON_TYPE : form.getMediaType();
    }

    static Encoded encoded(Table table, MediaType form) {
        byte[] body = text(table, form).getBytes(StandardCharsets.UTF_8);
        MediaType type = form.getType().equals("text") ? form.withCharset("UTF-8") : form;
        return new Encoded(body, type, tag(body), table.heading().get(Page.NEXT));
    }

    static Response of(Encoded answer, Request request) {
        return Response.ok(answer.body(), answer.type())
                .header("ETag", READS.contains(request.getMethod()) ? answer.tag() : null)
                .header(NEXT, answer.next())
                .header("Vary", "Accept")
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static String text(Table table, MediaType type) {
        if (CSV.isCompatible(type)) {
            return TableCsv.text(table);
        }
        return MARKDOWN.isCompatible(type) ? TableMarkdown.text(table) : TableJson.text(table);
    }

    /// A table that holds a secret: nothing may keep it.
    static Response once(Table table) {
        return Response.ok(TableJson.text(table), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    /// The tag that a response of this table has, with its quotes.
    static String tag(Table table) {
        return tag(body(table));
    }

    static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] body(Table table) {
        return TableJson.text(table).getBytes(StandardCharsets.UTF_8);
    }

    /// Throws where what is to be replaced is no longer what the caller has seen; `wanted` is the header
    /// `If-Match`, null where it was not sent.
    static void requireMatch(@Nullable String wanted, Table now, String address) {
        if (wanted != null && !Conditions.matches(wanted, tag(now))) {
            throw new ProblemException(Problem.changedMeanwhile(address));
        }
    }

    static boolean isRead(String method) {
        return READS.contains(method);
    }
}
