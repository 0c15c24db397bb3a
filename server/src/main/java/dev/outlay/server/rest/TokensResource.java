package dev.outlay.server.rest;

import dev.outlay.connect.token.TokenTables;
import dev.outlay.connect.token.TokenWishes;
import dev.outlay.report.Parameters;
import dev.outlay.server.access.Tokens;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Access tokens: those there are, making one, ending one.
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
public final class TokensResource {

    private final Tokens tokens;
    private final Visitor visitor;

    TokensResource(Tokens tokens, Visitor visitor) {
        this.tokens = tokens;
        this.visitor = visitor;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Operation(operationId = "tokens", summary = "Every access token with its role, teams and state; no secret.")
    @APIResponse(
            responseCode = "200",
            description = "A row for each token",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response list(@Context UriInfo uri, @Context Request request) {
        refuseAll(uri);
        return TableResponse.of(TokenTables.list(tokens.file().all(), now()), request);
    }

    @POST
    @Operation(
            operationId = "createToken",
            summary = "Makes an access token; this answer is the only one that holds its secret.")
    @Parameter(
            name = "name",
            in = ParameterIn.QUERY,
            required = true,
            description = "What the token is called. Example: ci",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "role",
            in = ParameterIn.QUERY,
            required = true,
            description = "What its holder may do",
            schema = @Schema(enumeration = {"viewer", "editor", "approver", "admin"}))
    @Parameter(
            name = "team",
            in = ParameterIn.QUERY,
            description = "Whose rows it sees; may be given several times (default: all teams). Example: vision",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "expires",
            in = ParameterIn.QUERY,
            description = "After how long, or on which day, it expires (default: 90d); or never. Example: 90d",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "`token` is the secret",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response create(@Context UriInfo uri) {
        var made = tokens.file()
                .create(TokenWishes.of(new Parameters(uri.getQueryParameters()), visitor.name(), now()), now());
        return TableResponse.once(TokenTables.made(made, now()));
    }

    @POST
    @Path("{id}/revoke")
    @Operation(
            operationId = "revokeToken",
            summary = "Ends a token, by its id or name. Ending it again changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The token, which opens nothing any more",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Table")))
    public Response revoke(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        refuseAll(uri);
        return TableResponse.of(TokenTables.revoked(tokens.file().revoke(id, now()), now()), request);
    }

    // a stopped clock is for demonstrations: when a token ends is told by the real one
    private static Instant now() {
        return Instant.now();
    }

    private static void refuseAll(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new CallersMistake("unknown parameter "
                    + String.join(", ", uri.getQueryParameters().keySet()) + ": this address takes none");
        }
    }
}
