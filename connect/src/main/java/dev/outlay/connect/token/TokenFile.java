package dev.outlay.connect.token;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The tokens of a home: a file that only its owner can read, a line of JSON for each token.
///
/// Every change writes the file anew in one step, under a lock beside it, so that a command and a server may both
/// change it. Thread-safe. Methods throw [UncheckedIOException] where the folder cannot be read or written and
/// [CallersMistake] where the file holds what is no token.
public final class TokenFile {

    /// A token that was made, and its secret, which nobody can tell again.
    public record Made(Token token, Secret secret) {}

    private static final Object TURN = new Object();

    private final Path file;

    public TokenFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /// What the holder of a token is to be and see; see [Token]. `expires` is null for never.
    public record Wish(
            String name,
            String role,
            Set<String> teams,
            String by,
            @Nullable Instant expires) {

        public Wish {
            teams = new LinkedHashSet<>(teams);
        }
    }

    /// Makes a token and keeps it. Throws [CallersMistake] where a live one has its name.
    public Made create(Wish wish, Instant now) {
        Secret secret = Secret.draw();
        Token token = new Token(
                secret.id(),
                wish.name(),
                wish.role(),
                wish.teams(),
                secret.fingerprint(),
                now,
                wish.by(),
                wish.expires(),
                null);
        if (!token.isLive(now)) {
            throw new CallersMistake("the token would have expired on " + wish.expires() + ": say a time to come");
        }
        change(tokens -> {
            if (tokens.stream().anyMatch(other -> other.name().equals(token.name()) && other.isLive(now))) {
                throw new CallersMistake(
                        "there is a token with the name " + token.name() + ": revoke it first, or choose another name");
            }
            List<Token> more = new ArrayList<>(tokens);
            more.add(token);
            return more;
        });
        return new Made(token, secret);
    }

    /// Ends a token by its id or by the name of one that is live. Ending it again changes nothing. Throws
    /// [CallersMistake] where there is none.
    public Token revoke(String idOrName, Instant now) {
        Token[] ended = new Token[1];
        change(tokens -> {
            Token named = tokens.stream()
                    .filter(token -> token.id().equals(idOrName))
                    .findFirst()
                    .or(() -> tokens.stream()
                            .filter(token -> token.name().equals(idOrName) && token.isLive(now))
                            .findFirst())
                    .orElseThrow(() -> new CallersMistake(
                            "no token is called " + idOrName + ": outlay token list shows those there are"));
            Token revoked = named.revokedAt(now);
            ended[0] = revoked;
            return tokens.stream()
                    .map(token -> token.id().equals(named.id()) ? revoked : token)
                    .toList();
        });
        return Objects.requireNonNull(ended[0]);
    }

    /// Every token that was made, the first first; none where there is no file.
    public List<Token> all() {
        try {
            List<Token> tokens = new ArrayList<>();
            int line = 0;
            for (String text : Files.readAllLines(file)) {
                line++;
                if (!text.isBlank()) {
                    tokens.add(token(text, line));
                }
            }
            return tokens;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tokens in " + file, e);
        }
    }

    /// What changes where the file does; 0 where there is none.
    public long stamp() {
        try {
            return Files.getLastModifiedTime(file).toInstant().toEpochMilli() * 31 + Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tokens in " + file, e);
        }
    }

    /// The token of a secret, if it is kept and live.
    public static Optional<Token> find(List<Token> tokens, Secret secret, Instant now) {
        return tokens.stream()
                .filter(token -> token.id().equals(secret.id()))
                .filter(token -> secret.hasFingerprint(token.fingerprint()) && token.isLive(now))
                .findFirst();
    }

    private void change(UnaryOperator<List<Token>> changing) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (TURN) {
            try {
                Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file has a folder"));
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    Objects.requireNonNull(lock, "a lock waits until it is had");
                    write(changing.apply(all()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the tokens in " + file, e);
            }
        }
    }

    private void write(List<Token> tokens) throws IOException {
        Path draft = PrivateFile.draft(file);
        List<String> lines = tokens.stream().map(TokenFile::line).toList();
        Files.write(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(Token token) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("id", token.id());
        fields.put("name", token.name());
        fields.put("role", token.role());
        fields.put("teams", token.teams().isEmpty() ? null : String.join("\n", token.teams()));
        fields.put("sha256", token.fingerprint());
        fields.put("created", token.created().toString());
        fields.put("by", token.by());
        fields.put("expires", token.expires() == null ? null : token.expires().toString());
        fields.put("revoked", token.revoked() == null ? null : token.revoked().toString());
        return StringsJson.write(fields);
    }

    private Token token(String text, int line) {
        try {
            Map<String, String> fields = StringsJson.read(text);
            String teams = fields.getOrDefault("teams", "");
            return new Token(
                    fields.getOrDefault("id", ""),
                    fields.getOrDefault("name", ""),
                    fields.getOrDefault("role", ""),
                    teams.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(teams.split("\n", -1))),
                    fields.getOrDefault("sha256", ""),
                    Instant.parse(fields.getOrDefault("created", "")),
                    fields.getOrDefault("by", ""),
                    instantOrNull(fields.get("expires")),
                    instantOrNull(fields.get("revoked")));
        } catch (IOException | RuntimeException e) {
            throw new CallersMistake(
                    file + " line " + line + " is no token: mend or remove the line, and make tokens with"
                            + " outlay token create only",
                    e);
        }
    }

    private static @Nullable Instant instantOrNull(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
