package dev.outlay.connect.http;

import dev.outlay.connect.http.Answer.From;
import dev.outlay.connect.http.Answer.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The client for every system spoken to over HTTP.
///
/// It keeps to the limit of a call and to what a system asks for (Retry-After), tries again with growing, jittered
/// waits what may be repeated, follows redirects without handing secrets to another host, spools bodies to disk,
/// and keeps accepted answers in a folder where a call asks for that. Proxies are those of the JVM
/// (`https.proxyHost`). Thread-safe. Close it to free its connections.
public final class Http implements AutoCloseable {

    private final HttpSettings settings;
    private final HttpCache cache;
    private final Exchange exchange;
    private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

    /// A client that spools and keeps answers in a folder, which is made when it is needed.
    public Http(HttpSettings settings, Path folder) {
        this.settings = settings;
        this.cache = new HttpCache(folder.toAbsolutePath().normalize());
        this.exchange = new Exchange(settings, cache);
    }

    /// The good answer (status 200 to 299) to a call, to be closed by the caller. Throws [HttpFailure] where there
    /// is none, and [IOException] where the folder cannot be written.
    public Answer send(Call call) throws IOException {
        Optional<Kept> kept = call.freshFor() == null ? Optional.empty() : cache.find(call);
        if (kept.isPresent() && isFresh(call, kept.get())) {
            return new Answer(call, 200, kept.get(), From.FRESH, null, cache);
        }
        try {
            return ask(call, kept.orElse(null));
        } catch (HttpFailure failure) {
            if (call.lastGood() && kept.isPresent()) {
                return new Answer(call, 200, kept.get(), From.LAST_GOOD, failure, cache);
            }
            throw failure;
        }
    }

    /// The last accepted answer to a call, however old, without asking; empty where none is kept.
    public Optional<Answer> lastGood(Call call) {
        return cache.find(call).map(kept -> new Answer(call, 200, kept, From.LAST_GOOD, null, cache));
    }

    @Override
    public void close() {
        exchange.close();
    }

    private boolean isFresh(Call call, Kept kept) {
        Instant now = settings.clock().instant();
        Duration freshFor = call.freshFor();
        // an answer from the future was dated by another clock
        return freshFor != null
                && !kept.retrieved().isAfter(now)
                && now.isBefore(kept.retrieved().plus(freshFor));
    }

    private Answer ask(Call call, @Nullable Kept kept) throws IOException {
        Throttle throttle = throttles.computeIfAbsent(call.system(), _ -> new Throttle(settings.pace()));
        for (int attempt = 1; ; attempt++) {
            pass(call, throttle);
            Exchange.Outcome outcome = exchange.once(call, kept);
            if (outcome instanceof Exchange.Good good) {
                return answer(call, kept, good);
            }
            Exchange.Bad bad = (Exchange.Bad) outcome;
            Duration wait = bad.retryAfter() == null ? backOff(attempt) : bad.retryAfter();
            boolean again = bad.worthRetrying() && call.repeatable() && attempt < settings.tries();
            if (bad.worthRetrying() && wait.compareTo(settings.longestWait()) <= 0) {
                throttle.hold(wait);
            }
            if (!again || wait.compareTo(settings.longestWait()) > 0) {
                throw bad.failure(attempt, settings.clock().instant());
            }
        }
    }

    private Answer answer(Call call, @Nullable Kept kept, Exchange.Good good) throws IOException {
        if (good.status() == Exchange.NOT_MODIFIED && kept != null) {
            Kept confirmed = cache.confirm(call, kept, good.content().retrieved());
            return new Answer(call, 200, confirmed, From.UNCHANGED, null, cache);
        }
        return new Answer(
                call, good.status(), good.content(), From.NETWORK, null, call.freshFor() == null ? null : cache);
    }

    /// Between half and all of the time by which waits have grown, so that many clients do not come back at once.
    private Duration backOff(int attempt) {
        long longest = settings.longestWait().toMillis();
        long grown = Math.min(longest, settings.firstWait().toMillis() << Math.min(attempt - 1, 20));
        return Duration.ofMillis(grown / 2 + settings.jitter().nextLong(grown / 2 + 1));
    }

    private static void pass(Call call, Throttle throttle) throws HttpFailure {
        try {
            throttle.pass(call.limit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure(HttpFailure.Kind.UNREACHABLE, 0, "interrupted while waiting for " + call, e);
        }
    }
}
