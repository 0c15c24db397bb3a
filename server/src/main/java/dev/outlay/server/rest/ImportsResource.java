package dev.outlay.server.rest;

import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Files in, and how they went.
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {

    private static final Set<String> PARAMETERS = new TreeSet<>(List.of("kind", "name"));

    private final Imports imports;

    ImportsResource(Imports imports) {
        this.imports = imports;
    }

    @GET
    public Response imports(@Context UriInfo uri, @Context Request request) {
        refuseOthers(uri, Set.of());
        return TableResponse.of(imports.table(), request);
    }

    @POST
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "text/csv", "text/plain", "application/vnd.apache.parquet"})
    public Response take(
            @Context UriInfo uri,
            @Context Request request,
            @HeaderParam("Content-Length") @Nullable Long length,
            InputStream body)
            throws IOException {
        refuseOthers(uri, PARAMETERS);
        return TableResponse.of(
                imports.take(one(uri, "kind"), one(uri, "name"), body, length == null ? -1 : length), request);
    }

    private static String one(UriInfo uri, String parameter) {
        List<String> given = uri.getQueryParameters().getOrDefault(parameter, List.of());
        if (given.size() != 1) {
            throw new CallersMistake(parameter + (given.isEmpty() ? " is missing" : " was given " + given.size() + " times")
                    + ": POST the file to /api/v1/imports?kind=usage&name=usage.csv");
        }
        return given.getFirst();
    }

    private static void refuseOthers(UriInfo uri, Set<String> known) {
        Set<String> others = new TreeSet<>(uri.getQueryParameters().keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw new CallersMistake("unknown parameter " + String.join(", ", others) + ": "
                    + (known.isEmpty() ? "the list of imports takes none" : "an import takes " + String.join(", ", known)));
        }
    }
}
