package dev.outlay.server.rest;

import dev.outlay.report.Parameters;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Files in, and how they went.
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {

    private static final Set<String> PARAMETERS = new TreeSet<>(List.of("kind", "name", "currency"));

    private final Imports imports;
    private final Visitor visitor;

    ImportsResource(Imports imports, Visitor visitor) {
        this.imports = imports;
        this.visitor = visitor;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(operationId = "imports", summary = "What this server imported since it started, the latest first.")
    @Tag(name = "Imports")
    @APIResponse(
            responseCode = "200",
            description = "A row for each import with its state: receiving, waiting, importing, rating, done, failed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response imports(@Context UriInfo uri, @Context Request request) {
        return TableResponse.of(imports.table(visitor, new Parameters(uri.getQueryParameters())), request);
    }

    @POST
    @Operation(
            operationId = "import",
            summary = "Takes in a file: the raw file is the body. Answers once it is in the ledger and rated.")
    @Tag(name = "Imports")
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            required = true,
            description = "What the file holds",
            schema = @Schema(enumeration = {"usage", "focus", "prices", "runs", "opencost", "history"}))
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            required = true,
            description = "The file's own name, without folders. Example: usage-2026-10.csv",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "currency",
            in = ParameterIn.QUERY,
            description = "The currency of amounts whose file says none: opencost and history only. Example: USD",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "What the import did: added, known, refused",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "text/csv", "text/plain", "application/vnd.apache.parquet"})
    public Response take(
            @Context UriInfo uri, @Context Request request, @Context HttpHeaders headers, InputStream body) {
        refuseOthers(uri, PARAMETERS);
        String key = headers.getHeaderString(IdempotencyKeys.HEADER);
        return TableResponse.of(
                imports.take(
                        visitor,
                        one(uri, "kind"),
                        one(uri, "name"),
                        currency(uri),
                        body,
                        length(headers),
                        key == null ? null : IdempotencyKeys.of(visitor, key)),
                request);
    }

    /// The bytes the sender announced, -1 where it did not. `HttpHeaders.getLength()` ends at 2 GiB.
    private static long length(HttpHeaders headers) {
        String text = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        // HTTP itself has refused what is no number; one that is too large for any counter is above every limit
        return text == null
                ? -1
                : new BigInteger(text.strip())
                        .min(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue();
    }

    private static @Nullable String currency(UriInfo uri) {
        return uri.getQueryParameters().containsKey("currency") ? one(uri, "currency") : null;
    }

    private static String one(UriInfo uri, String parameter) {
        List<String> given = uri.getQueryParameters().getOrDefault(parameter, List.of());
        if (given.size() != 1) {
            throw new CallersMistake(
                    parameter + (given.isEmpty() ? " is missing" : " was given " + given.size() + " times")
                            + ": POST the file to /api/v1/imports?kind=usage&name=usage.csv");
        }
        return given.getFirst();
    }

    private static void refuseOthers(UriInfo uri, Set<String> known) {
        Set<String> others = new TreeSet<>(uri.getQueryParameters().keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new CallersMistake(
                    "unknown parameter " + String.join(", ", others) + ": an import takes " + String.join(", ", known));
        }
    }
}
