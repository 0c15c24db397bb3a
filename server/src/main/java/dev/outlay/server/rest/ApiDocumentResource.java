package dev.outlay.server.rest;

import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The description of the API: JSON where the header Accept or `format=json` asks for it, else YAML.
@Path("/openapi")
public final class ApiDocumentResource {

    private static final MediaType YAML = new MediaType("application", "yaml", "UTF-8");

    @GET
    @Operation(hidden = true)
    public Response document(@Context UriInfo uri, @Context HttpHeaders headers) {
        ApiDocument form = form(uri.getQueryParameters().getFirst("format"), headers.getAcceptableMediaTypes());
        return Response.ok(form.read(), form == ApiDocument.JSON ? MediaType.APPLICATION_JSON_TYPE : YAML)
                .build();
    }

    private static ApiDocument form(@Nullable String format, List<MediaType> accepted) {
        if (format == null) {
            return accepted.getFirst().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                            && !accepted.getFirst().isWildcardType()
                    ? ApiDocument.JSON
                    : ApiDocument.YAML;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> ApiDocument.JSON;
            case "yaml" -> ApiDocument.YAML;
            default -> throw new CallersMistake("format: json or yaml is expected, not " + format);
        };
    }
}
