package dev.outlay.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// A request byte for byte as it goes out. `headers` are whole lines; `sent` is how many bytes of the body go out
/// before the connection is half closed; `malformed` says that it breaks the rules of HTTP itself, so that it may
/// be answered before Outlay sees it.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawRequest(
        String method, String target, List<String> headers, byte[] body, int sent, boolean malformed, String why) {

    public RawRequest {
        headers = List.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /// All that goes out.
    public byte[] bytes() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        byte[] start = head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + sent];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, sent);
        return all;
    }

    /// The same for a shell, as nearly as curl can send it.
    public String curl(String base) {
        var line = new StringBuilder();
        boolean hasBody = sent > 0;
        if (hasBody) {
            line.append("printf %s ")
                    .append(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(body, sent)))
                    .append(" | base64 -d | ");
        }
        line.append("curl -sS -i --path-as-is -g -X ")
                .append(quoted(method))
                .append(' ')
                .append(quoted(base + target));
        headers.stream()
                .filter(header -> !header.startsWith("Host: 127.0.0.1"))
                .forEach(header -> line.append(" -H ").append(quoted(header)));
        return line.append(hasBody ? " --data-binary @-" : "").toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
