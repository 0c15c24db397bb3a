package dev.outlay.connect.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenFileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keepsEverythingButTheSecretForItsOwnersEyes() throws IOException {
        TokenFile file = file();

        TokenFile.Made made = file.create(wish("ci", Set.of("vision", "speech"), NOW.plusSeconds(60)), NOW);

        assertThat(file.all()).containsExactly(made.token());
        assertThat(Files.readString(folder.resolve("home/tokens.jsonl")))
                .doesNotContain(made.secret().text())
                .doesNotContain(made.secret().text().substring(20))
                .contains(made.secret().fingerprint());
        assertThat(Files.getPosixFilePermissions(folder.resolve("home/tokens.jsonl")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(made.secret().toString()).doesNotContain(made.secret().text().substring(20));
        assertThat(made.token().toString()).doesNotContain(made.secret().text());
    }

    @Test
    void aSecretOpensItsOwnTokenWhileThatIsLive() {
        TokenFile file = file();
        Secret secret =
                file.create(wish("ci", Set.of(), NOW.plusSeconds(60)), NOW).secret();
        Secret other = file.create(wish("other", Set.of(), null), NOW).secret();

        assertThat(found(file, secret.text(), NOW)).isEqualTo("ci");
        assertThat(found(file, other.text(), NOW)).isEqualTo("other");
        assertThat(found(file, secret.text(), NOW.plusSeconds(60))).isNull();
        assertThat(found(file, Secret.draw().text(), NOW)).isNull();
        // the id of one with the secret of another
        assertThat(found(file, secret.text().substring(0, 20) + other.text().substring(20), NOW))
                .isNull();
        for (String text : List.of("", "outlay_", "outlay_xyz", secret.text() + "A", "x" + secret.text())) {
            assertThat(Secret.of(text)).as(text).isEmpty();
        }
    }

    @Test
    void aRevokedTokenStaysRevokedAndItsNameIsFree() {
        TokenFile file = file();
        TokenFile.Made made = file.create(wish("ci", Set.of(), null), NOW);
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> file.create(wish("ci", Set.of(), null), NOW))
                .withMessageContaining("revoke it first");

        file.revoke("ci", NOW.plusSeconds(5));
        Token again = file.revoke(made.token().id(), NOW.plusSeconds(9));
        file.create(wish("ci", Set.of(), null), NOW.plusSeconds(10));

        assertThat(again.revoked()).isEqualTo(NOW.plusSeconds(5));
        assertThat(found(file, made.secret().text(), NOW)).isNull();
        assertThat(file.all()).hasSize(2);
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> file.revoke("nobody", NOW))
                .withMessageContaining("outlay token list");
    }

    @Test
    void manyThatMakeTokensAtOnceLoseNone() throws InterruptedException {
        TokenFile one = file();
        TokenFile other = file();
        List<Thread> threads = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofPlatform()
                        .start(() -> (i % 2 == 0 ? one : other).create(wish("t" + i, Set.of(), null), NOW)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(one.all().stream().map(Token::name)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void noTwoSecretsAreAlike() {
        Set<String> drawn = new HashSet<>();
        IntStream.range(0, 10_000).forEach(_ -> drawn.add(Secret.draw().text()));
        assertThat(drawn).hasSize(10_000);
    }

    @Test
    void aLineThatIsNoTokenIsNamed() throws IOException {
        TokenFile file = file();
        file.create(wish("ci", Set.of(), null), NOW);
        Files.writeString(folder.resolve("home/tokens.jsonl"), "\n{\"id\":\"x\"}\n");

        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(file::all)
                .withMessageContaining("tokens.jsonl line 2");
    }

    @ParameterizedTest
    @CsvSource({"8h, PT8H", "90d, P90D", "4w, P28D", "2026-11-30, P7DT12H", "2026-11-22T13:00:00Z, PT1H"})
    void anEndIsALengthADayOrAnInstant(String written, Duration length) {
        TokenFile.Wish wish = TokenWishes.of(
                Parameters.of("name", "ci", "role", "viewer", "team", "vision", "expires", written), "ada", NOW);

        assertThat(wish.expires()).isEqualTo(NOW.plus(length));
        assertThat(wish.teams()).containsExactly("vision");
        assertThat(TokenWishes.of(Parameters.of("name", "ci", "role", "viewer", "expires", "never"), "ada", NOW)
                        .expires())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "name, ../x, begins with a letter or digit",
        "name, local, cannot be called local",
        "role, king, 'viewer, editor, approver, admin'",
        "expires, soon, expires",
        "expires, 2020-01-01, would have expired",
        "scope, x, scope"
    })
    void saysWhatIsWrongWithAWish(String parameter, String value, String part) {
        var given = new java.util.LinkedHashMap<String, List<String>>();
        given.put("name", List.of("ci"));
        given.put("role", List.of("viewer"));
        given.put(parameter, List.of(value));

        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> file().create(TokenWishes.of(new Parameters(given), "ada", NOW), NOW))
                .withMessageContaining(part);
    }

    private TokenFile file() {
        return new TokenFile(folder.resolve("home/tokens.jsonl"));
    }

    private static TokenFile.Wish wish(String name, Set<String> teams, @Nullable Instant expires) {
        return new TokenFile.Wish(name, "editor", teams, "ada", expires);
    }

    private static @Nullable String found(TokenFile file, String text, Instant now) {
        return Secret.of(text)
                .flatMap(secret -> TokenFile.find(file.all(), secret, now))
                .map(Token::name)
                .orElse(null);
    }
}
