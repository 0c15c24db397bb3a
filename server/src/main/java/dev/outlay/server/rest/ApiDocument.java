package dev.outlay.server.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The OpenAPI document as the build made it, which says all that there is to say: nothing of it is found out when
/// the server runs.
///
/// The server's framework would parse the document and write it anew at every start, which took a third of that. In
/// the packaged server it lies elsewhere than where the framework looks for it; in tests it lies there. Thread-safe.
enum ApiDocument {
    JSON("JSON"),
    YAML("YAML");

    private static final String PACKAGED = "META-INF/openapi.";
    private static final String BUILT = "META-INF/quarkus-generated-openapi-doc.";

    private final String ending;

    ApiDocument(String ending) {
        this.ending = ending;
    }

    /// The whole document in UTF-8.
    byte[] read() {
        ClassLoader loader = ApiDocument.class.getClassLoader();
        try (InputStream packaged = loader.getResourceAsStream(PACKAGED + ending);
                InputStream built = loader.getResourceAsStream(BUILT + ending)) {
            if (packaged != null) {
                return packaged.readAllBytes();
            }
            if (built != null) {
                return built.readAllBytes();
            }
            throw new IllegalStateException("the server was built without " + PACKAGED + ending);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }
}
