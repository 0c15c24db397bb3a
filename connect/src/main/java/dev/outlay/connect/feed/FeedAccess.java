package dev.outlay.connect.feed;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Answer;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpFailure;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a feed is given to be read with, once: the client, the time, the catalog's names, the environment, and
/// where to say how it goes. Thread-safe.
public final class FeedAccess {

    /// How long an answer of a feed is given again without asking.
    public static final Duration FRESH = Duration.ofHours(1);

    private final Http http;
    private final Catalog catalog;
    private final Instant now;
    private final Function<String, @Nullable String> environment;
    private final Consumer<String> progress;
    private final List<String> missing = new ArrayList<>();
    private @Nullable Instant retrieved;
    private boolean heard;

    /// `environment` answers a variable's value, null where it is not set.
    public FeedAccess(
            Http http,
            Catalog catalog,
            Instant now,
            Function<String, @Nullable String> environment,
            Consumer<String> progress) {
        this.http = http;
        this.catalog = catalog;
        this.now = now;
        this.environment = environment;
        this.progress = progress;
    }

    /// Understands the body of an answer. Throws [WrongField] where the whole is not what it should be: a row that
    /// is wrong is no reason to.
    public interface PageReader {
        void read(FeedPage page, InputStream body) throws IOException, WrongField;
    }

    /// The names of machines and GPUs, by which prices are stated.
    public Catalog catalog() {
        return catalog;
    }

    public Instant now() {
        return now;
    }

    /// A variable of the environment, such as `LAMBDA_API_KEY`; null where it is not set or blank.
    public @Nullable String variable(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// Where a feed is asked: the variable `OUTLAY_FEED_<NAME>_URL`, as in `OUTLAY_FEED_VAST_AI_URL`, where it is
    /// set, else the usual address. Throws [CallersMistake] on a value that is no address.
    public URI address(Feed feed, String usual) {
        String variable = addressVariable(feed);
        String said = variable(variable);
        if (said == null) {
            return URI.create(usual);
        }
        try {
            URI uri = URI.create(said.replaceFirst("/+$", ""));
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(variable, said, e);
        }
        throw notAnAddress(variable, said, null);
    }

    /// Asks, and lets the answer be understood. Where there is no answer, or its body breaks off or is of another
    /// form, the last good one is taken in its place and what is amiss is said to be missing; rows that were
    /// understood before stay. Throws [SourceException] where there is no good answer at all.
    public void read(Feed feed, Call call, PageReader reader) throws SourceException {
        String wrong;
        HttpFailure failure;
        try (Answer answer = http.send(call)) {
            try {
                understand(feed, call, answer, reader);
                heard(answer.retrieved());
                return;
            } catch (HttpFailure e) {
                throw e;
            } catch (JacksonException e) {
                wrong = "breaks off or is no JSON: " + e.getOriginalMessage();
            } catch (IOException e) {
                wrong = "cannot be read: " + e.getMessage();
            } catch (WrongField e) {
                wrong = "has another form than expected: " + (e.column() == null ? "" : e.column() + ": ") + e.reason();
            }
            failure = HttpFailure.brokenBody(answer, wrong);
        } catch (HttpFailure e) {
            failure = e;
        } catch (IOException e) {
            throw SourceException.outsideFailed(
                    feed.description() + " could not be read (" + e + "): check the disk", e);
        }
        lastGood(feed, call, reader, failure);
    }

    private void lastGood(Feed feed, Call call, PageReader reader, HttpFailure failure) throws SourceException {
        Optional<Answer> kept = call.freshFor() == null ? Optional.empty() : http.lastGood(call);
        if (kept.isEmpty()) {
            throw failure.asSourceFailure();
        }
        try (Answer answer = kept.get()) {
            understand(feed, call, answer, reader);
            missing(failure.getMessage() + "; what it said at " + answer.retrieved() + " was taken in its place");
            old(answer.retrieved());
        } catch (IOException | WrongField e) {
            throw failure.asSourceFailure();
        }
    }

    private static void understand(Feed feed, Call call, Answer answer, PageReader reader)
            throws IOException, WrongField {
        try (InputStream body = new BufferedInputStream(answer.body())) {
            reader.read(new FeedPage(feed.name(), call.address(), answer.retrieved()), body);
        }
        answer.accept();
    }

    /// Says how far reading has come, in a few words.
    public void tell(String line) {
        progress.accept(line);
    }

    /// Says that a part of the list could not be read, and why; what else there is stays good.
    public synchronized void missing(String sentence) {
        missing.add(sentence);
    }

    /// Notes that the provider answered, for feeds that do not ask through [#read]; `at` is when it did.
    public synchronized void heard(Instant at) {
        heard = true;
        old(at);
    }

    /// What was said to be missing so far.
    synchronized List<String> missing() {
        return List.copyOf(missing);
    }

    /// When the oldest answer came that was used; the time at hand where no answer was noted.
    synchronized Instant retrieved() {
        return retrieved == null ? now : retrieved;
    }

    /// Whether anything that was used is an answer of the provider and not only what was kept of old.
    synchronized boolean isHeard() {
        return heard || retrieved == null;
    }

    private synchronized void old(Instant at) {
        if (retrieved == null || at.isBefore(retrieved)) {
            retrieved = at;
        }
    }

    static String addressVariable(Feed feed) {
        return "OUTLAY_FEED_" + feed.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    private static CallersMistake notAnAddress(String variable, String said, @Nullable Throwable cause) {
        String message = variable + " is no address: " + said + "; write https://host or https://host/path";
        return cause == null ? new CallersMistake(message) : new CallersMistake(message, cause);
    }
}
