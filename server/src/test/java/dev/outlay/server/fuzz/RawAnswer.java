package dev.outlay.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// What came back: status 0 where the connection ended without an answer. Names of headers are in lower case.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawAnswer(int status, Map<String, String> headers, byte[] body, long milliseconds) {

    public RawAnswer {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
