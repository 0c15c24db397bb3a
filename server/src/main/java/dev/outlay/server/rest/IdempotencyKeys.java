package dev.outlay.server.rest;

import dev.outlay.ledger.SourceException;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// A POST that comes with an `Idempotency-Key` is done once: sent again, it is answered as the first time.
///
/// What failed is not kept, so that it can be mended and sent again. Files are received as they come and cannot be
/// compared before: [Imports] does that with the same keys.
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";

    private static final String TAKEN = "outlay.idempotency";
    private static final int OK = 200;
    private static final int LONGEST_BODY = 16 << 20;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Set<String> STREAMED = Set.of("/api/v1/imports", "/api/v1/focus/validations");

    private final Answered answered;
    private final Visitor visitor;

    IdempotencyKeys(Answered answered, Visitor visitor) {
        this.answered = answered;
        this.visitor = visitor;
    }

    private record Taken(String key, String asked) {}

    @ServerRequestFilter
    @Nullable
    Response before(ContainerRequestContext request) throws IOException {
        String given = request.getHeaderString(HEADER);
        String path = request.getUriInfo().getPath();
        if (given == null || !request.getMethod().equals("POST") || STREAMED.contains(path)) {
            return null;
        }
        String key = of(visitor, given);
        byte[] body = request.getEntityStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Problem.tooLarge(LONGEST_BODY).response();
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        String asked = asked(path, request.getUriInfo().getQueryParameters(), TableResponse.tag(body));
        Optional<Answered.Kept> before = answered.begin(key, asked);
        if (before.isPresent()) {
            return Response.ok(before.get().text().getBytes(StandardCharsets.UTF_8))
                    .type(before.get().type())
                    .header("Cache-Control", "no-cache")
                    .header("Idempotency-Replayed", "true")
                    .build();
        }
        request.setProperty(TAKEN, new Taken(key, asked));
        return null;
    }

    @ServerResponseFilter
    void after(ContainerRequestContext request, ContainerResponseContext response) throws SourceException {
        if (!(request.getProperty(TAKEN) instanceof Taken taken)) {
            return;
        }
        request.removeProperty(TAKEN);
        // what is shown once, such as a token, is kept nowhere
        boolean kept = !"no-store".equals(response.getHeaderString("Cache-Control"));
        if (kept && response.getStatus() == OK && response.getEntity() instanceof byte[] answer) {
            String type = String.valueOf(response.getMediaType());
            answered.done(
                    taken.key(), taken.asked(), new Answered.Kept(new String(answer, StandardCharsets.UTF_8), type));
        } else {
            answered.failed(taken.key());
        }
    }

    /// The key of a visitor: two who choose the same text do not get each other's answers.
    static String of(Visitor visitor, String given) {
        return visitor.name() + "/" + checked(given);
    }

    /// A key as it may be: it is kept, and stands in sentences.
    static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new CallersMistake(HEADER + " is no key: give 1 to 200 letters, digits and signs of ASCII without"
                    + " spaces, such as invoice-7 or a UUID");
        }
        return key;
    }

    /// Names what is about to be written after the key, where the caller gave it no id: should the answer be lost
    /// before it is kept, doing it again finds it done.
    static void name(Map<String, List<String>> given, HttpHeaders headers) {
        String key = headers.getHeaderString(HEADER);
        if (key != null && !given.containsKey("id") && !given.containsKey("run")) {
            given.put("id", List.of("key-" + checked(key)));
        }
    }

    /// What a request asks for, whatever the order of its parameters.
    static String asked(String path, MultivaluedMap<String, String> query, String body) {
        var sorted = new TreeMap<String, List<String>>(query);
        return TableResponse.tag((path + sorted + body).getBytes(StandardCharsets.UTF_8));
    }
}
