package dev.outlay.server.oidc;

import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.connect.http.Pace;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.OidcSettings;
import dev.outlay.server.settings.ServerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The OpenID Connect provider that this server believes, where one is set up. It is asked for nothing before
/// somebody sends a token of it, so that a server starts without it. Thread-safe.
@Singleton
public final class Provider {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final @Nullable Parts parts;

    /// What there is where a provider is set up.
    private record Parts(Http http, ProviderKeys keys, TokenCheck check, People people) {}

    Provider(AccessSettings access, ServerSettings settings) {
        OidcSettings oidc = access.oidc();
        if (oidc == null) {
            parts = null;
            return;
        }
        // somebody waits for the answer: it is asked once, and again when the next token comes
        var patience = new HttpSettings(
                InstantSource.system(), Pace.REAL, RandomGenerator.getDefault(), 1, CONNECT, CONNECT, CONNECT, SILENCE);
        var http = new Http(patience, settings.home().directory().resolve("http"));
        var keys = new ProviderKeys(new Discovery(http, oidc.issuer())::keys, System::nanoTime);
        parts = new Parts(http, keys, new TokenCheck(oidc, keys), new People(oidc));
    }

    /// Whether there is one.
    public boolean isSetUp() {
        return parts != null;
    }

    /// Whom a token stands for. Comes at once where the provider's keys are known. Fails with a [ProblemException]:
    /// 401 where the token is not good, 403 where it is and the person may do nothing here, 503 where the provider
    /// is needed to tell and cannot be asked. Throws [IllegalStateException] where no provider is set up.
    public CompletableFuture<Person> person(String token) {
        if (parts == null) {
            throw new IllegalStateException("no provider is set up");
        }
        return parts.check().claims(token).thenApply(parts.people()::of);
    }

    @PreDestroy
    void close() {
        if (parts != null) {
            parts.keys().close();
            parts.http().close();
        }
    }
}
