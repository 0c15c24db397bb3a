package dev.outlay.server.rest;

import dev.outlay.connect.json.TableJson;
import dev.outlay.report.Table;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A table as a response, with a tag by which a caller that has it already is told so in place of the body.
final class TableResponse {

    private TableResponse() {}

    static Response of(Table table, Request request) {
        byte[] body = TableJson.text(table).getBytes(StandardCharsets.UTF_8);
        EntityTag tag = new EntityTag(fingerprint(body));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.header("Cache-Control", "no-cache").build();
        }
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
                .tag(tag)
                .header("Cache-Control", "no-cache")
                .build();
    }

    /// A table that holds a secret: nothing may keep it.
    static Response once(Table table) {
        return Response.ok(TableJson.text(table), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String fingerprint(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
