package dev.outlay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.client.ServerFile;
import dev.outlay.connect.token.TokenFile;
import dev.outlay.server.settings.ServerSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line, in a process of its own, before a server that asks who it is.
@QuarkusTest
@TestProfile(GuardedProfile.class)
class CommandAccessTest {

    private static final int DONE = 0;
    private static final int CALLERS_MISTAKE = 2;

    @Inject
    Tokens tokens;

    @Inject
    ServerSettings settings;

    @TempDir
    Path folder = Path.of("");

    private record Ended(int code, String out, String error) {}

    @AfterEach
    void forgetTheServer() throws IOException {
        Files.deleteIfExists(settings.home().serverFile());
    }

    @Test
    void theTokenOfTheEnvironmentSaysWhoItIs() throws Exception {
        tell(tokens.localKey().orElseThrow());

        Ended ended = cost(token("viewer"));

        assertThat(ended.error()).isEmpty();
        assertThat(ended.code()).isEqualTo(DONE);
        assertThat(ended.out()).contains("vision").doesNotContain(GuardedProfile.THEIRS);
    }

    @Test
    void withoutATokenTheOwnerOfTheHomeSeesAll() throws Exception {
        tell(tokens.localKey().orElseThrow());

        Ended ended = cost(null);

        assertThat(ended.error()).isEmpty();
        assertThat(ended.code()).isEqualTo(DONE);
        assertThat(ended.out()).contains("vision", GuardedProfile.THEIRS);
    }

    @Test
    void whoeverCannotSayWhoTheyAreIsToldHow() throws Exception {
        tell(null);

        Ended nobody = cost(null);
        assertThat(nobody.code()).isEqualTo(CALLERS_MISTAKE);
        assertThat(nobody.out()).isEmpty();
        assertThat(nobody.error().lines())
                .singleElement()
                .asString()
                .startsWith("outlay: the server at http://")
                .contains("this server asks who you are, and the request does not say", "set OUTLAY_TOKEN");

        Ended unknown = cost("outlay_000000000000_" + "A".repeat(43));
        assertThat(unknown.code()).isEqualTo(CALLERS_MISTAKE);
        assertThat(unknown.error().lines())
                .singleElement()
                .asString()
                .contains("the token sent is unknown, expired or revoked", "set OUTLAY_TOKEN")
                .doesNotContain("AAAA");
    }

    @Test
    void whatARoleMayNotIsSaidInTheServersWords() throws Exception {
        tell(tokens.localKey().orElseThrow());

        Ended ended = run(token("viewer"), "budget", "create", "x", "--limit", "5 USD", "--by", "ada");

        assertThat(ended.code()).isEqualTo(CALLERS_MISTAKE);
        assertThat(ended.error()).contains("is a viewer: this needs the role editor");
    }

    private Ended cost(@Nullable String token) throws Exception {
        return run(token, "cost", "--by", "team", "--last", "30d", "--output", "csv");
    }

    /// What the server would have written when it started.
    private void tell(@Nullable String key) throws IOException {
        URI url = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        URI here = URI.create("http://127.0.0.1:" + url.getPort());
        new ServerFile(here, ProcessHandle.current().pid(), settings.store(), "0.1", key)
                .write(settings.home().serverFile());
    }

    private Ended run(@Nullable String token, String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Path error = folder.resolve("error");
        var builder = new ProcessBuilder(new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                // this path holds what the server logs with too, which else complains
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.outlay.cli.Main")));
        builder.command().addAll(List.of(arguments));
        builder.redirectOutput(out.toFile()).redirectError(error.toFile());
        builder.environment().put("OUTLAY_HOME", settings.home().directory().toString());
        builder.environment().remove("OUTLAY_TOKEN");
        if (token != null) {
            builder.environment().put("OUTLAY_TOKEN", token);
        }
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(error, StandardCharsets.UTF_8));
    }

    private String token(String role) throws InterruptedException {
        String token = tokens.file()
                .create(
                        new TokenFile.Wish(role + "-" + System.nanoTime(), role, Set.of("vision"), "the test", null),
                        Instant.now())
                .secret()
                .text();
        Thread.sleep(700);
        return token;
    }
}
