package dev.outlay.server.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes requests out of the description of an API. One seed and one number always make the same request, so that
/// each can be made again alone.
public final class Requests {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "get");
    private static final List<String> ACCEPTS = List.of(
            "text/csv", "application/xml", "*/*", "", "application/json;q=0", "nonsense", "text/html, */*;q=0.1");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/xml",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "nonsense",
            "",
            "text/csv; charset=utf-99",
            "application/octet-stream; a=b");
    private static final List<String> TAGS = List.of("*", "\"x\"", "W/\"x\"", "", "x", "\"", "\"a\", \"b\"", "\"é\"");

    private final Api api;
    private final long seed;
    private final Path examples;

    /// `examples` is the folder whose files are sent, whole and broken.
    public Requests(Api api, long seed, Path examples) {
        this.api = api;
        this.seed = seed;
        this.examples = examples;
    }

    /// The request of a number.
    public RawRequest request(int number) {
        return new One(new Random(seed * 1_000_003 + number)).request(number);
    }

    /// The operation that the request of a number is about.
    public Api.Operation operation(int number) {
        return api.operations()
                .get(Math.floorMod(number * 31L + seed, api.operations().size()));
    }

    private final class One {

        private final Random random;
        private final Values values;
        private final List<String> headers = new ArrayList<>();
        private boolean malformed;
        private String why = "";

        One(Random random) {
            this.random = random;
            this.values = new Values(random);
        }

        private boolean chance(int percent, String what) {
            boolean taken = random.nextInt(100) < percent;
            if (taken) {
                why += (why.isEmpty() ? "" : ", ") + what;
            }
            return taken;
        }

        RawRequest request(int number) {
            Api.Operation operation = operation(number);
            String method = chance(4, "another method") ? values.any(METHODS) : operation.method();
            String target = path(operation) + query(operation);
            headers.add("Host: " + (chance(1, "another host") ? values.any(hosts()) : "127.0.0.1"));
            if (chance(4, "Accept")) {
                headers.add("Accept: " + values.any(ACCEPTS));
            }
            preconditions(operation);
            byte[] body = body(operation);
            int sent = body.length;
            boolean hasBody = body.length > 0 || !operation.bodies().isEmpty();
            if (hasBody) {
                sent = lengths(body.length);
            }
            return new RawRequest(method, target, headers, body, sent, malformed, operation.id() + ": " + why);
        }

        private List<String> hosts() {
            return List.of("evil.example", "localhost:1", "", "[::1]", "127.0.0.1.evil.example", "127.0.0.1:99999");
        }

        private String path(Api.Operation operation) {
            String path = operation.path();
            for (Api.Parameter parameter : operation.parameters()) {
                if (parameter.in().equals("path")) {
                    path = path.replace("{" + parameter.name() + "}", encoded(values.of(parameter)));
                }
            }
            if (chance(1, "twisted path")) {
                path = values.any(List.of(
                        path + "/",
                        "/" + path,
                        path + "/x",
                        path + ";a=b",
                        path + "%2f",
                        path + "/..",
                        "/x/.." + path));
            }
            return path.replaceAll("\\{[^}]*}", "x");
        }

        private String query(Api.Operation operation) {
            List<String> parts = new ArrayList<>();
            List<Api.Parameter> inQuery = operation.parameters().stream()
                    .filter(parameter -> parameter.in().equals("query"))
                    .toList();
            int wanted = 1 + random.nextInt(4);
            for (Api.Parameter parameter : inQuery) {
                boolean given = parameter.required()
                        ? random.nextInt(100) < 93
                        : random.nextInt(Math.max(1, inQuery.size())) < wanted;
                if (given) {
                    parts.add(pair(parameter.name(), values.of(parameter)));
                    if (chance(2, "given twice")) {
                        parts.add(pair(parameter.name(), values.of(parameter)));
                    }
                }
            }
            if (chance(3, "unknown parameter")) {
                parts.add(pair(values.any(List.of("x", "", "Limit", "by ", "\u0000", "ü", "a[b]")), "1"));
            }
            if (chance(1, "percent signs that say nothing")) {
                parts.add(values.any(List.of("last=%zz", "%=1", "a=%f", "&&&", "=", "x=%c3%28", "by=a%")));
                malformed = true;
            }
            return parts.isEmpty() ? "" : "?" + String.join("&", parts);
        }

        private String pair(String name, String value) {
            boolean bare = value.isEmpty() && random.nextBoolean();
            return encoded(name) + (bare ? "" : "=" + encoded(value));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        private void preconditions(Api.Operation operation) {
            for (String name : List.of("If-None-Match", "If-Match")) {
                if (chance(3, name)) {
                    headers.add(name + ": " + values.any(TAGS));
                }
            }
            boolean takesKey =
                    operation.parameters().stream().anyMatch(each -> each.name().equals("Idempotency-Key"));
            if (chance(takesKey ? 30 : 1, "a key")) {
                headers.add("Idempotency-Key: "
                        + values.any(List.of("key-" + random.nextInt(40), "", "\"quoted\"", "k".repeat(300), "é")));
            }
            if (chance(1, "Origin")) {
                headers.add("Origin: " + values.any(List.of("http://evil.example", "null", "http://127.0.0.1", "")));
            }
            if (chance(1, "Range")) {
                headers.add("Range: bytes=" + values.any(List.of("0-1", "-1", "9-1", "x")));
            }
            if (chance(1, "a header of its own")) {
                headers.add(values.any(List.of(
                        "Content-Encoding: gzip",
                        "Cookie: a=b; c",
                        "Authorization: Bearer nonsense",
                        "Authorization: Basic !!",
                        "X-HTTP-Method-Override: DELETE",
                        "Forwarded: host=evil.example",
                        "Accept-Encoding: gzip, br, nonsense",
                        "Accept-Language: xx-!!",
                        "If-Modified-Since: yesterday")));
            }
        }

        private byte[] body(Api.Operation operation) {
            if (operation.bodies().isEmpty()) {
                boolean anyway = chance(2, "a body that nobody asked for");
                return anyway ? "[1, 2".getBytes(StandardCharsets.UTF_8) : new byte[0];
            }
            String type = chance(5, "another Content-Type")
                    ? values.any(TYPES)
                    : values.any(List.copyOf(operation.bodies().keySet()));
            if (!chance(2, "no Content-Type")) {
                headers.add("Content-Type: " + type);
            }
            if (chance(1, "a body above every limit")) {
                return new byte[3 << 20];
            }
            List<String> fair = operation.bodies().values().stream()
                    .flatMap(examples -> examples.values().stream())
                    .distinct()
                    .toList();
            return Bodies.of(examples, random, values).any(fair);
        }

        /// Says how long the body is, mostly as it is; answers how much of it goes out.
        private int lengths(int length) {
            int dice = random.nextInt(100);
            if (dice < 88) {
                headers.add("Content-Length: " + length);
                return length;
            }
            if (dice < 93) {
                why += ", breaks off";
                headers.add("Content-Length: " + length);
                return length == 0 ? 0 : random.nextInt(length);
            }
            if (dice < 96) {
                headers.add("Expect: 100-continue");
                headers.add("Content-Length: " + length);
                return length;
            }
            why += ", lengths that contradict each other";
            malformed = true;
            headers.addAll(values.any(List.of(
                    List.of("Content-Length: " + length, "Content-Length: " + (length + 1)),
                    List.of("Content-Length: x"),
                    List.of("Content-Length: -1"),
                    List.of("Content-Length: 99999999999999999999"),
                    List.of("Transfer-Encoding: chunked", "Content-Length: " + length),
                    List.of("Transfer-Encoding: nonsense"),
                    List.of("Transfer-Encoding: chunked"))));
            return length;
        }
    }
}
