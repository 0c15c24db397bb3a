package dev.outlay.server.access;

import dev.outlay.connect.token.Secret;
import dev.outlay.connect.token.Token;
import dev.outlay.connect.token.TokenFile;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.ServerSettings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a token stands for: read from the file of the home, and anew where that changed. Thread-safe.
///
/// A key made at each start, which only the owner of the home can read, stands for the person at this machine.
@Singleton
public final class Tokens {

    private static final long LOOK_AFTER_NANOS = 500_000_000;

    private final TokenFile file;
    private final boolean asked;
    private final Secret key = Secret.draw();
    private List<Token> tokens = List.of();
    private long stamp = -1;
    private long looked;

    Tokens(ServerSettings settings, AccessSettings access) {
        this.file = new TokenFile(settings.home().tokensFile());
        this.asked = access.asksWho();
    }

    /// The file in which they are kept.
    public TokenFile file() {
        return file;
    }

    /// The key for whoever owns the home; empty where nobody is asked who they are.
    public Optional<String> localKey() {
        return asked ? Optional.of(key.text()) : Optional.empty();
    }

    /// Whom a text stands for; empty where it opens nothing.
    Optional<Grant> grant(String text) {
        return Secret.of(text).flatMap(secret -> {
            if (secret.id().equals(key.id())) {
                return secret.hasFingerprint(key.fingerprint()) ? Optional.of(Grant.LOCAL) : Optional.empty();
            }
            // a stopped clock is for demonstrations; whether a token expired is told by the real one
            return TokenFile.find(current(), secret, Instant.now())
                    .map(token -> new Grant(
                            token.name(), Role.of(token.role()), token.teams().isEmpty() ? null : token.teams()));
        });
    }

    /// A token that is revoked opens nothing half a second later, whoever revoked it.
    private synchronized List<Token> current() {
        long now = System.nanoTime();
        if (stamp == -1 || now - looked > LOOK_AFTER_NANOS) {
            long fresh = file.stamp();
            if (fresh != stamp) {
                tokens = file.all();
                stamp = fresh;
            }
            looked = now;
        }
        return tokens;
    }
}
