package dev.outlay.server.rest;

import dev.outlay.report.Parameter;
import dev.outlay.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request that works, as the file `examples.http` has it. `query` holds values as they are, not encoded;
/// `contentType` and `body` are null where nothing is sent. Immutable and thread-safe.
record HttpExample(
        String name,
        String method,
        String path,
        Map<String, List<String>> query,
        @Nullable String contentType,
        @Nullable String body) {

    private static final Pattern LINE = Pattern.compile("([A-Z]+) ([^?\\s]+)(?:\\?(.*))?");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /// Reports whose command line has a value without its name, which an example in words does not tell from a
    /// verb.
    private static final Set<String> FIRST_WITHOUT_NAME = Set.of("alert", "finish", "carbon-run", "budget-history");

    HttpExample {
        query = new LinkedHashMap<>(query);
    }

    /// Every example of the file, in its order.
    static List<HttpExample> all() {
        try (InputStream in = HttpExample.class.getResourceAsStream("examples.http")) {
            String text =
                    new String(Objects.requireNonNull(in, "examples.http").readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^### ", -1))
                    .skip(1)
                    .map(HttpExample::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read examples.http", e);
        }
    }

    private static HttpExample parse(String text) {
        String[] halves = text.strip().split("\n\n", 2);
        String[] head = halves[0].split("\n", -1);
        Matcher line = LINE.matcher(head[1]);
        if (!line.matches()) {
            throw new IllegalStateException("no request in examples.http: " + head[1]);
        }
        String type = head.length < 3 ? null : head[2].replaceFirst("^Content-Type: ", "");
        return new HttpExample(
                head[0],
                line.group(1),
                line.group(2),
                query(line.group(3)),
                type,
                halves.length < 2 ? null : halves[1] + "\n");
    }

    private static Map<String, List<String>> query(@Nullable String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return query;
    }

    /// The first example of a report, which is a command line, as a request. Empty where its words cannot be told
    /// apart, or there is none.
    static Optional<HttpExample> of(Report report, String path) {
        if (report.examples().isEmpty() || FIRST_WITHOUT_NAME.contains(report.name())) {
            return Optional.empty();
        }
        String[] line = report.examples().getFirst().split(" +# ", 2);
        Map<String, List<String>> query = new LinkedHashMap<>();
        Parameter last = null;
        Matcher words = WORD.matcher(line[0]);
        while (words.find()) {
            String word = words.group(3);
            if (word != null && word.startsWith("--")) {
                last = named(report, word.substring(2));
                if (last != null && last.kind() == Parameter.Kind.SWITCH) {
                    query.put(last.name(), List.of("true"));
                    last = null;
                }
            } else if (last != null) {
                String value = word == null ? Objects.requireNonNullElse(words.group(1), words.group(2)) : word;
                List<String> values = last.kind() == Parameter.Kind.MANY ? List.of(value.split(",")) : List.of(value);
                query.computeIfAbsent(last.name(), _ -> new ArrayList<>()).addAll(values);
                last = null;
            }
        }
        String name = line.length < 2 ? report.name() : line[1].strip();
        return Optional.of(new HttpExample(name, "GET", path, query, null, null));
    }

    private static @Nullable Parameter named(Report report, String name) {
        return report.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// The values of the braces in an address such as `/alerts/{id}`, where this request is one to that address.
    Optional<Map<String, String>> at(String template) {
        Pattern braces = Pattern.compile("\\{(\\w+)}");
        Matcher matcher = Pattern.compile("\\Q" + braces.matcher(template).replaceAll("\\\\E(?<$1>[^/]+)\\\\Q") + "\\E")
                .matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        Matcher names = braces.matcher(template);
        while (names.find()) {
            values.put(names.group(1), matcher.group(names.group(1)));
        }
        return Optional.of(values);
    }
}
