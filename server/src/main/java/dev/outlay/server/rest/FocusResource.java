package dev.outlay.server.rest;

import dev.outlay.connect.duckdb.WorkFolder;
import dev.outlay.connect.focus.FocusExport;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.connect.focus.check.FocusValidation;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Charges out in the FOCUS form, and data sets of that form judged.
@Path("/api/v1")
public final class FocusResource {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final Set<String> EXPORT = new TreeSet<>(List.of("version", "name", "from", "to", "last"));
    private static final Set<String> VALIDATION = new TreeSet<>(List.of("version", "name"));

    private final Visitor visitor;
    private final ServerSettings settings;

    FocusResource(Visitor visitor, ServerSettings settings) {
        this.visitor = visitor;
        this.settings = settings;
    }

    @GET
    @Path("exports/focus")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "exportFocus", summary = "Every charge that starts in a period, in the FOCUS form.")
    @Tag(name = "FOCUS")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "1.2 (default), 1.3 or 1.4")
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            description = "The file's name, whose end says its form: .csv, .csv.gz or .parquet (default: charges.csv)")
    @Parameter(name = "from", in = ParameterIn.QUERY, description = "The first day or instant, UTC, that counts")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "The first day or instant, UTC, that counts no more")
    @Parameter(name = "last", in = ParameterIn.QUERY, description = "The last so many hours, days or weeks, as in 30d")
    @APIResponse(responseCode = "200", description = "The file")
    public Response export(@Context UriInfo uri) throws SourceException, IOException {
        Parameters asked = asked(uri, EXPORT);
        String name = asked.text("name").orElse("charges.csv");
        FileNames.check(name);
        FocusVersion version = asked.one("version", FocusVersion::of).orElse(FocusVersion.V1_2);
        Span span = Optional.ofNullable(Period.of(asked, settings.clock().instant()))
                .orElse(Span.EVER);
        WorkFolder work = WorkFolder.temporary();
        java.nio.file.Path file = work.path().resolve(name);
        try {
            FocusExport.write(visitor.outlay().ledger(), span, version, file, false);
        } catch (SourceException | RuntimeException e) {
            work.close();
            throw e;
        }
        StreamingOutput body = out -> {
            try (work) {
                Files.copy(file, out);
            }
        };
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + name.replace("\"", "_") + "\"")
                .build();
    }

    @POST
    @Path("focus/validations")
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "text/csv", "text/plain", "application/vnd.apache.parquet"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validateFocus",
            summary = "Judges a data set by the essential rules of FOCUS: the raw file is the body.")
    @Tag(name = "FOCUS")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "1.0 to 1.4 (default: as its columns tell)")
    @Parameter(name = "name", in = ParameterIn.QUERY, required = true, description = "The file's own name")
    @APIResponse(
            responseCode = "200",
            description = "A row for each rule; `failed_must` is 0 where the data set passed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response validate(@Context UriInfo uri, @Context Request request, InputStream body)
            throws SourceException, IOException {
        Parameters asked = asked(uri, VALIDATION);
        String name = asked.text("name")
                .orElseThrow(() -> new CallersMistake(
                        "name is missing: POST the file to /api/v1/focus/validations?name=bill.csv"));
        FileNames.check(name);
        Optional<FocusVersion> version = asked.one("version", FocusVersion::of);
        try (WorkFolder work = WorkFolder.temporary()) {
            java.nio.file.Path file = work.path().resolve(name);
            receive(body, file);
            Table answer = FocusValidation.of(file, version.orElse(null), null, List.of());
            return TableResponse.of(answer, request);
        }
    }

    private void receive(InputStream body, java.nio.file.Path file) throws IOException {
        long received = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                received += read;
                if (received > settings.uploadLimit()) {
                    throw new ProblemException(Problem.tooLarge(settings.uploadLimit()));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static Parameters asked(UriInfo uri, Set<String> known) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        Set<String> others = new TreeSet<>(given.keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new CallersMistake(
                    "unknown parameter " + String.join(", ", others) + ": there are " + String.join(", ", known));
        }
        return new Parameters(given);
    }
}
