package dev.outlay.server.oidc;

import dev.outlay.connect.http.Answer;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.Http;
import dev.outlay.connect.json.JsonTree;
import dev.outlay.server.settings.OidcSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/// Asks a provider for its keys: by the address that its discovery document names, see OpenID Connect Discovery
/// 1.0. Thread-safe.
final class Discovery {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final String SYSTEM = "the OpenID Connect provider";
    private static final long LARGEST = 1L << 20;

    private final Http http;
    private final String issuer;

    Discovery(Http http, String issuer) {
        this.http = http;
        this.issuer = issuer;
    }

    /// The keys there are now. Throws [IOException] with a sentence that says what is wrong, where the provider
    /// cannot be asked or what it says is of no use.
    List<JsonWebKey> keys() throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String address = address(read(URI.create(base + WELL_KNOWN)));
        try {
            return new JsonWebKeySet(new String(read(URI.create(address)), StandardCharsets.UTF_8)).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            // jose4j fails on a document of another shape in more ways than it declares
            throw new IOException(SYSTEM + " at " + address + " answered with what is no set of keys", e);
        }
    }

    private String address(byte[] document) throws IOException {
        Object read;
        try {
            read = JsonTree.read(new ByteArrayInputStream(document));
        } catch (IOException e) {
            throw new IOException(SYSTEM + " at " + issuer + WELL_KNOWN + " answered with what is no JSON", e);
        }
        if (!(read instanceof Map<?, ?> fields) || !(fields.get("jwks_uri") instanceof String keys)) {
            throw new IOException(SYSTEM + " at " + issuer + WELL_KNOWN + " does not say where its keys are");
        }
        if (!issuer.equals(fields.get("issuer"))) {
            throw new IOException(SYSTEM + " says it is " + fields.get("issuer") + ", not " + issuer
                    + ": OUTLAY_OIDC_ISSUER has to be the same to the letter");
        }
        if (!OidcSettings.isSafe(keys)) {
            throw new IOException(SYSTEM + " keeps its keys at " + keys + ", which is neither https nor this machine");
        }
        return keys;
    }

    private byte[] read(URI address) throws IOException {
        try (Answer answer = http.send(Call.get(SYSTEM, address).atMost(LARGEST));
                InputStream body = answer.body()) {
            return body.readAllBytes();
        }
    }
}
