package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.connect.Home;
import dev.outlay.connect.token.TokenFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `package` made, set up for others as the guide says: on every address, with TLS of its own and tokens. The
/// certificate is made by the test and signed by itself.
class TlsServerIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    private int port;
    private String token = "";
    private @Nullable Process server;
    private @Nullable KeyStore keys;

    @BeforeEach
    void start() throws Exception {
        keys = selfSigned();
        Path certificate = pem("tls.crt", "CERTIFICATE", certificate().getEncoded());
        Key key = keys.getKey("outlay", PASSWORD);
        Path privateKey = pem("tls.key", "PRIVATE KEY", key.getEncoded());
        Home home = new Home(folder.resolve("home"));
        token = new TokenFile(home.tokensFile())
                .create(new TokenFile.Wish("anna", "admin", Set.of(), "the test", null), Instant.now())
                .secret()
                .text();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var builder = new ProcessBuilder(
                        java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment()
                .putAll(Map.of(
                        "OUTLAY_HOME", home.directory().toString(),
                        "OUTLAY_HOST", "0.0.0.0",
                        "OUTLAY_PORT", Integer.toString(port),
                        "OUTLAY_HOSTS", "outlay.example.org",
                        "OUTLAY_AUTH", "token",
                        "OUTLAY_TLS_CERT", certificate.toString(),
                        "OUTLAY_TLS_KEY", privateKey.toString()));
        server = builder.start();
        awaitStart();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void itSpeaksTlsAloneAndAsksWhoSomebodyIs() throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            HttpResponse<String> answer =
                    client.send(request("/api/v1/cost", token), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(answer.sslSession())
                    .hasValueSatisfying(
                            session -> assertThat(session.getProtocol()).isIn("TLSv1.3", "TLSv1.2"));
            assertThat(client.send(request("/api/v1/cost", null), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
            HttpResponse<String> page = client.send(request("/", null), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
        }
        assertThat(Files.readString(folder.resolve("said")))
                .startsWith("Outlay serves https://outlay.example.org:" + port + " ")
                .doesNotContain("PRIVATE KEY", token);
    }

    @Test
    void whoeverDoesNotTrustTheCertificateOrSpeaksInTheClearGetsNoAnswer() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(
                            () -> client.send(request("/api/v1/cost", token), HttpResponse.BodyHandlers.ofString()));
            URI clear = URI.create("http://127.0.0.1:" + port + "/health/live");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.send(
                            HttpRequest.newBuilder(clear)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
    }

    private HttpRequest request(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        return (bearer == null ? request : request.header("Authorization", "Bearer " + bearer)).build();
    }

    private void awaitStart() throws Exception {
        Instant deadline = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(deadline)) {
            String said = Files.readString(folder.resolve("said"));
            if (said.contains("Outlay serves")) {
                return;
            }
            assertThat(server).as(said).matches(process -> process != null && process.isAlive());
            Thread.sleep(50);
        }
        throw new AssertionError("no server after " + LONGEST + ": " + Files.readString(folder.resolve("said")));
    }

    private Certificate certificate() throws Exception {
        return Objects.requireNonNull(keys).getCertificate("outlay");
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("outlay", certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /// The JDK can make one only by its command.
    private KeyStore selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "outlay",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=outlay.example.org",
                        "-ext",
                        "san=dns:outlay.example.org,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool")))
                .isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
