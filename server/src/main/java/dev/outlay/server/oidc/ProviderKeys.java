package dev.outlay.server.oidc;

import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/// The keys of a provider, kept and fetched again: when they are old, and when a token names one that is not known.
///
/// They are fetched one at a time on a thread of their own, so that a provider that does not answer holds up nobody
/// but those whose token cannot be checked without it; and no more often than a floor allows, so that nobody can
/// make this server ask by sending tokens. Thread-safe.
final class ProviderKeys implements AutoCloseable {

    /// From this age on keys are fetched again, while they still count.
    static final Duration FRESH = Duration.ofMinutes(10);
    /// From this age on keys count no more: the provider may have taken one back.
    static final Duration KEPT = Duration.ofHours(1);
    /// The least time between two fetches.
    static final Duration FLOOR = Duration.ofSeconds(30);
    /// The least time after a fetch that failed.
    static final Duration FLOOR_AFTER_FAILURE = Duration.ofSeconds(5);

    /// Where the keys come from. Throws [IOException] with a sentence for whoever sent a token.
    interface Fetching {
        List<JsonWebKey> keys() throws IOException;
    }

    private final Fetching fetching;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("oidc-keys").factory());
    private @Nullable Keys known;
    private @Nullable CompletableFuture<Keys> last;
    private long asked;

    /// `nanos` is a clock that only runs on, such as [System#nanoTime].
    ProviderKeys(Fetching fetching, LongSupplier nanos) {
        this.fetching = fetching;
        this.nanos = nanos;
    }

    /// The keys with which a token can be checked that names one, or none. They may lack it: then the provider does
    /// not know it either. Fails with a [ProblemException] where the provider cannot be asked.
    synchronized CompletableFuture<Keys> with(@Nullable String id) {
        long now = nanos.getAsLong();
        Keys held = known != null && now - known.readAt() < KEPT.toNanos() ? known : null;
        if (held == null || !held.has(id)) {
            return fetched(now);
        }
        if (now - held.readAt() >= FRESH.toNanos()) {
            // what is known still counts: nobody waits, and nobody is told where it fails
            var _ = fetched(now);
        }
        return CompletableFuture.completedFuture(held);
    }

    /// What the provider says now or, where it was asked a moment ago, said then.
    private CompletableFuture<Keys> fetched(long now) {
        if (last != null && (!last.isDone() || now - asked < floor(last).toNanos())) {
            return last;
        }
        asked = now;
        last = CompletableFuture.supplyAsync(this::fetch, thread);
        return last;
    }

    private static Duration floor(CompletableFuture<Keys> fetch) {
        return fetch.isCompletedExceptionally() ? FLOOR_AFTER_FAILURE : FLOOR;
    }

    private Keys fetch() {
        try {
            var fresh = new Keys(fetching.keys(), nanos.getAsLong());
            synchronized (this) {
                known = fresh;
            }
            return fresh;
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.providerAway(String.valueOf(e.getMessage()), FLOOR_AFTER_FAILURE.toSeconds()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
