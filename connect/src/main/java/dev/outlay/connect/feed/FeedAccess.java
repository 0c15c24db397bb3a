package dev.outlay.connect.feed;

import dev.outlay.catalog.Catalog;
import dev.outlay.connect.http.Http;
import dev.outlay.units.CallersMistake;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a feed is given to be read with, once: the client, the time, the catalog's names, the environment, and
/// where to say how it goes. Thread-safe.
public final class FeedAccess {

    private final Http http;
    private final Catalog catalog;
    private final Instant now;
    private final Function<String, @Nullable String> environment;
    private final Consumer<String> progress;
    private final List<String> missing = new ArrayList<>();

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

    public Http http() {
        return http;
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
        String variable = "OUTLAY_FEED_" + feed.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
        String said = variable(variable);
        if (said == null) {
            return URI.create(usual);
        }
        if (!said.matches("https?://[^\\s/]+\\S*")) {
            throw new CallersMistake(
                    variable + " is no address: " + said + "; write https://host or https://host/path");
        }
        try {
            return URI.create(said.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(variable + " is no address: " + said + "; write https://host", e);
        }
    }

    /// Says how far reading has come, in a few words.
    public void tell(String line) {
        progress.accept(line);
    }

    /// Says that a part of the list could not be read, and why; what else there is stays good.
    public synchronized void missing(String sentence) {
        missing.add(sentence);
    }

    /// What was said to be missing so far.
    public synchronized List<String> missing() {
        return List.copyOf(missing);
    }
}
