package dev.outlay.server.rest;

import dev.outlay.connect.setting.Settings;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How this server is set up.
@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(
            operationId = "settings",
            summary = "Every setting of this server with its value, or ***, and where that came from.")
    @Tag(name = "Settings")
    @APIResponse(
            responseCode = "200",
            description = "A row for each setting; `from` is property, variable or default",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response settings(@Context UriInfo uri, @Context Request request) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new CallersMistake("unknown parameter "
                    + String.join(", ", uri.getQueryParameters().keySet()) + ": this address takes none");
        }
        return TableResponse.of(Settings.ofProcess(), request);
    }
}
