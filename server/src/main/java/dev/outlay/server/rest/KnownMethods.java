package dev.outlay.server.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which methods an address takes, as the description of the API says. Thread-safe.
@Singleton
final class KnownMethods {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private @Nullable Map<Pattern, Set<String>> byAddress;

    /// The methods of an address, in order and separated by commas; `GET, HEAD` where the description has none.
    synchronized String of(String path) {
        if (byAddress == null) {
            byAddress = read(ApiDocument.JSON.read());
        }
        return String.join(
                ", ",
                byAddress.entrySet().stream()
                        .filter(each -> each.getKey().matcher(path).matches())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Set.of("GET")));
    }

    private static Map<Pattern, Set<String>> read(byte[] document) {
        Map<Pattern, Set<String>> exact = new LinkedHashMap<>();
        Map<Pattern, Set<String>> templates = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean paths = "paths".equals(json.currentName());
                json.nextToken();
                if (!paths) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String path = Objects.requireNonNull(json.currentName());
                    Pattern pattern = Pattern.compile("\\Q" + path.replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q") + "\\E");
                    (path.contains("{") ? templates : exact).put(pattern, methods(json));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API is no JSON", e);
        }
        exact.putAll(templates);
        return exact;
    }

    private static Set<String> methods(JsonParser json) throws IOException {
        Set<String> methods = new TreeSet<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = Objects.requireNonNull(json.currentName());
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
                if (name.equals("get")) {
                    methods.add("HEAD");
                }
            }
            json.nextToken();
            json.skipChildren();
        }
        return methods;
    }
}
