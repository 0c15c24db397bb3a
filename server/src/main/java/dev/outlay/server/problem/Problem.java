package dev.outlay.server.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A failed request as RFC 9457 describes one, with one member more: `remedy`, what the caller can do. `retryAfter`
/// are the seconds after which it is worth asking again, null where waiting does not help.
///
/// `type` names the kind for a program, `title` for a person; `detail` is the whole sentence about this request.
/// Immutable and thread-safe.
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String remedy,
        @Nullable Long retryAfter) {

    /// The status of [#unknownVisitor].
    public static final int UNKNOWN = 401;

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PARAMETERS =
            "see /openapi, or GET /api/v1/reports for every report with its parameters";

    private static final String NO_TOKEN = "the token sent is unknown, expired or revoked";
    private static final String SEND_TOKEN =
            "send Authorization: Bearer TOKEN with a token made by: outlay token create --name NAME --role viewer";
    private static final int LONGEST = 2000;
    private static final int SHOWN_OF_THE_END = 400;

    public Problem {
        detail = shortened(detail);
    }

    /// A sentence may quote what was sent, which may be a whole file: its beginning and its end say enough.
    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - SHOWN_OF_THE_END) + " [...] "
                        + text.substring(text.length() - SHOWN_OF_THE_END);
    }

    /// One that waiting does not mend.
    public Problem(String type, String title, int status, String detail, String remedy) {
        this(type, title, status, detail, remedy, null);
    }

    public static Problem callersMistake(String detail) {
        return new Problem(
                "urn:outlay:callers-mistake", "The request cannot be answered as asked", 400, detail, PARAMETERS);
    }

    public static Problem outsideFailed(String detail) {
        return new Problem(
                "urn:outlay:outside-failed",
                "Something outside of Outlay failed",
                502,
                detail,
                "mend what the detail names, then ask again");
    }

    public static Problem ours(String id) {
        return new Problem(
                "urn:outlay:bug",
                "Outlay failed",
                500,
                "This is a bug of Outlay, logged as " + id + " where the server runs",
                "report it with the lines that the server logged under " + id);
    }

    public static Problem forbidden(String detail, String remedy) {
        return new Problem("urn:outlay:forbidden", "The request comes from elsewhere", 403, detail, remedy);
    }

    /// Nobody knows who asks.
    public static Problem unknownVisitor(String what) {
        return unknown("cannot " + what + ": this server asks who you are, and the request does not say", SEND_TOKEN);
    }

    /// A token was sent that opens nothing.
    public static Problem unknownToken() {
        return unknown(NO_TOKEN, SEND_TOKEN);
    }

    /// The same where nobody need say who they are.
    public static Problem unknownTokenUnasked() {
        return unknown(
                NO_TOKEN,
                SEND_TOKEN + "; or send none: whoever sends none to this server is the person at this machine");
    }

    /// A token of an OpenID Connect provider, or what was taken for one, that is not good.
    public static Problem refusedToken(String because) {
        return unknown(
                "the token sent opens nothing: " + because,
                "send Authorization: Bearer TOKEN with a fresh token of the provider for this server, or one made by:"
                        + " outlay token create --name NAME --role viewer");
    }

    /// A provider vouches for somebody who may do nothing here.
    public static Problem withoutRole(String name, String because, String remedy) {
        return new Problem(
                "urn:outlay:not-allowed",
                "You may not do this",
                403,
                "'" + name + "' is known and may do nothing here: " + because,
                remedy);
    }

    /// A provider is needed to tell whether a token is good, and cannot be asked.
    public static Problem providerAway(String because, long retryAfter) {
        return new Problem(
                "urn:outlay:provider-away",
                "It cannot be told who you are",
                503,
                "the token sent cannot be checked, because the keys of its provider are not to be had: " + because,
                "ask again in a moment; who runs the server looks whether it reaches the provider that"
                        + " OUTLAY_OIDC_ISSUER names. Tokens made by outlay token create are taken meanwhile",
                retryAfter);
    }

    private static Problem unknown(String detail, String remedy) {
        return new Problem("urn:outlay:unknown-visitor", "Say who you are", UNKNOWN, detail, remedy);
    }

    /// Somebody asks more than they may.
    public static Problem tooMany(String who, long retryAfter) {
        return new Problem(
                "urn:outlay:too-many",
                "Too many requests",
                429,
                who + " sends more requests than this server takes from one visitor",
                "wait " + retryAfter + " s, then go slower; OUTLAY_RATE sets how many a second are taken",
                retryAfter);
    }

    /// An answer was not there in time.
    public static Problem tookTooLong(String limit) {
        return new Problem(
                "urn:outlay:took-too-long",
                "The answer took too long",
                503,
                "the answer was not there after " + limit + ", the limit of this server",
                "ask for less, such as a shorter period, or start the server with a higher OUTLAY_REQUEST_LIMIT");
    }

    /// Whoever asks is known, and may not: it has one role where another is needed.
    public static Problem notAllowed(String name, String role, String needed) {
        return new Problem(
                "urn:outlay:not-allowed",
                "You may not do this",
                403,
                "'" + name + "' is a" + (role.matches("[aeiou].*") ? "n " : " ") + role + ": this needs the role "
                        + needed,
                "ask an administrator for a token with the role " + needed
                        + ", made by: outlay token create --name NAME --role " + needed);
    }

    /// Whoever asks sees some teams, and this shows or changes what belongs to all.
    public static Problem notWhole(String name, Set<String> teams, String what) {
        return new Problem(
                "urn:outlay:not-allowed",
                "You may not do this",
                403,
                "'" + name + "' sees " + String.join(", ", new TreeSet<>(teams)) + " only: " + what
                        + " is for those who see all teams",
                "ask an administrator for a token without --team, or ask for what your team has");
    }

    public static Problem notFound(String method, String path) {
        return new Problem(
                "urn:outlay:not-found",
                "There is nothing at this address",
                404,
                "cannot " + method + " " + path + ": nothing is served there",
                PARAMETERS);
    }

    public static Problem unknownReport(String name, List<String> known) {
        return new Problem(
                "urn:outlay:not-found",
                "There is no such report",
                404,
                "no report is called '" + name + "': there are " + String.join(", ", known),
                PARAMETERS);
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                "urn:outlay:too-large",
                "The file is larger than this server takes",
                413,
                "cannot take the file: it has more than " + limit + " bytes, the limit of this server",
                "split the file, or start the server with a higher OUTLAY_UPLOAD_LIMIT such as 50 GiB");
    }

    public static Problem busy(int most) {
        return new Problem(
                "urn:outlay:busy",
                "Too many imports at once",
                503,
                "cannot take the file: " + most + " imports are received or wait already, and one is done at a time",
                "send it again when GET /api/v1/imports shows fewer that are not finished");
    }

    /// What was read is no longer what is there.
    public static Problem changedMeanwhile(String address) {
        return new Problem(
                "urn:outlay:changed",
                "What is there is not what If-Match names",
                412,
                "cannot go on with " + address + ": If-Match names another state than the one that is there",
                "GET it again, look at what has changed, and send its ETag with If-Match");
    }

    /// Something would be lost that the caller may never have seen.
    public static Problem unconditional(String what, String address) {
        return new Problem(
                "urn:outlay:unconditional",
                "What would be lost has to be named",
                428,
                what + " takes away what others may have stated meanwhile, so it needs the header If-Match",
                "GET " + address + " and send its ETag with If-Match, or If-Match: * for whatever is there");
    }

    /// A key that stands for another request.
    public static Problem keyReused(String key) {
        return new Problem(
                "urn:outlay:key-reused",
                "The key stands for another request",
                422,
                "the Idempotency-Key '" + key + "' was used for a request with another address, parameters or body",
                "send the first request again, or this one with a key of its own");
    }

    /// The first request with this key is not answered yet.
    public static Problem keyInUse(String key) {
        return new Problem(
                "urn:outlay:key-in-use",
                "The first request with this key is still being answered",
                409,
                "a request with the Idempotency-Key '" + key + "' is being answered just now",
                "wait for its answer, or send the same again in a moment");
    }

    /// What is no request by the rules of HTTP.
    public static Problem malformed(String method, String target) {
        return new Problem(
                "urn:outlay:malformed",
                "This is no request that can be read",
                400,
                "cannot read the request " + method + " " + target + ": its address or its headers are not valid HTTP",
                "percent-encode what is no letter or digit (%20 for a space, %25 for %), and send one Host header");
    }

    /// A failure that HTTP itself names, such as 405 or 415.
    public static Problem ofStatus(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank",
                known == null ? "Status " + status : known.getReasonPhrase(),
                status,
                detail,
                PARAMETERS);
    }

    public String json() {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            json.writeStringField("remedy", remedy);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }

    /// Answers a request that never reached a resource.
    public void answer(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(json());
    }
}
