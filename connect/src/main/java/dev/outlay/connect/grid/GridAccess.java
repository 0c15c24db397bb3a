package dev.outlay.connect.grid;

import dev.outlay.connect.http.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a feed of intensities is given to be read with, once: the client, the time, the environment, and where to
/// say how it goes. Thread-safe.
public final class GridAccess {

    private final Http http;
    private final Instant now;
    private final Function<String, @Nullable String> environment;
    private final Consumer<String> progress;
    private final List<String> missing = new ArrayList<>();

    /// `environment` answers a variable's value, null where it is not set.
    public GridAccess(
            Http http, Instant now, Function<String, @Nullable String> environment, Consumer<String> progress) {
        this.http = http;
        this.now = now;
        this.environment = environment;
        this.progress = progress;
    }

    public Instant now() {
        return now;
    }

    /// A variable of the environment, such as `WATTTIME_USERNAME`; null where it is not set or blank.
    public @Nullable String variable(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// What was said to be missing so far, a sentence for each zone.
    public synchronized List<String> missing() {
        return List.copyOf(missing);
    }

    Http http() {
        return http;
    }

    void tell(String line) {
        progress.accept(line);
    }

    synchronized void missing(String sentence) {
        missing.add(sentence);
    }
}
