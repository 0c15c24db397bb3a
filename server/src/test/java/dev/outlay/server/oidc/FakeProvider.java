package dev.outlay.server.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// An OpenID Connect provider on this machine as far as a server that checks tokens sees it: its discovery document
/// and its keys, over HTTP.
public final class FakeProvider implements AutoCloseable {

    public static final String AUDIENCE = "outlay";

    final List<PublicJsonWebKey> keys = new CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile String calledItself;
    volatile String keysAddress;
    volatile boolean failing;

    private final HttpServer http;
    private final String issuer;

    public FakeProvider(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        issuer = issuer(http.getAddress().getPort());
        calledItself = issuer;
        keysAddress = issuer + "/keys";
        http.createContext("/.well-known/openid-configuration", exchange -> {
            asked.incrementAndGet();
            send(exchange, JsonUtil.toJson(Map.of("issuer", calledItself, "jwks_uri", keysAddress)));
        });
        http.createContext("/keys", exchange -> send(exchange, new JsonWebKeySet(keys).toJson()));
        http.start();
    }

    /// How a provider on a port of this machine is called.
    public static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }

    /// A port that nothing listens on.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return issuer;
    }

    /// A key of the provider, which its keys name from now on.
    public PublicJsonWebKey publish(PublicJsonWebKey key) {
        keys.add(key);
        return key;
    }

    /// What a good token for this server says, with some claims more or in place of others.
    public Map<String, Object> claims(Map<String, ?> others) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", AUDIENCE);
        claims.put("sub", "f3c1");
        claims.put("preferred_username", "ada");
        claims.put("exp", Instant.now().plus(Duration.ofMinutes(5)).getEpochSecond());
        claims.put("nbf", Instant.now().minus(Duration.ofMinutes(5)).getEpochSecond());
        claims.put("roles", List.of("viewer"));
        claims.put("teams", List.of("vision"));
        claims.putAll(others);
        return claims;
    }

    /// A token as the provider signs it.
    public static String signed(PublicJsonWebKey key, String algorithm, Map<String, Object> claims) {
        var signed = new JsonWebSignature();
        signed.setPayload(JsonUtil.toJson(claims));
        signed.setAlgorithmHeaderValue(algorithm);
        signed.setKey(key.getPrivateKey());
        if (key.getKeyId() != null) {
            signed.setKeyIdHeaderValue(key.getKeyId());
        }
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(failing ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
