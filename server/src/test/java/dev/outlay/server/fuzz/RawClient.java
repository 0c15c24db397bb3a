package dev.outlay.server.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Speaks HTTP/1.1 over a socket of its own for each request, so that requests can be wrong in every way.
public record RawClient(int port, Duration patience) {

    private static final int LARGEST_ANSWER = 64 << 20;

    /// Throws [java.net.SocketTimeoutException] where the server says nothing for as long as there is patience.
    public RawAnswer send(RawRequest request) throws IOException {
        boolean headOnly = request.method().equals("HEAD");
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
            socket.setSoTimeout((int) patience.toMillis());
            Thread writer = Thread.ofVirtual().start(() -> write(socket, request));
            RawAnswer answer;
            try {
                answer = read(new BufferedInputStream(socket.getInputStream()), began, headOnly);
            } catch (SocketException reset) {
                // refused while the body was still on its way: the answer may be lost with the connection
                answer = new RawAnswer(0, Map.of(), new byte[0], elapsed(began));
            }
            writer.interrupt();
            return answer;
        }
    }

    private static void write(Socket socket, RawRequest request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request.bytes());
            out.flush();
            // a server that was promised more would wait for it
            if (request.sent() < request.body().length || promisesOtherLengths(request)) {
                socket.shutdownOutput();
            }
        } catch (IOException _) {
            // whoever is refused early reads that in the answer
        }
    }

    private static boolean promisesOtherLengths(RawRequest request) {
        return request.malformed()
                && request.headers().stream()
                        .anyMatch(line -> line.startsWith("Transfer-Encoding") || line.startsWith("Content-Length"));
    }

    private static RawAnswer read(InputStream in, long began, boolean headOnly) throws IOException {
        while (true) {
            String first = line(in);
            if (first.isEmpty()) {
                return new RawAnswer(0, Map.of(), new byte[0], elapsed(began));
            }
            int status = Integer.parseInt(first.split(" ", 3)[1]);
            Map<String, String> headers = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (status >= 200) {
                boolean stream = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
                boolean none = headOnly || stream || status == 304 || status == 204;
                byte[] body = none
                        ? new byte[0]
                        : "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
                                ? chunks(in)
                                : in.readNBytes(Integer.parseInt(
                                        headers.getOrDefault("content-length", Integer.toString(LARGEST_ANSWER))));
                return new RawAnswer(status, headers, body, elapsed(began));
            }
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        String line = line(in);
        return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static long elapsed(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
