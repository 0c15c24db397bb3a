package dev.outlay.connect.feed;

import dev.outlay.connect.http.HttpSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a [PriceFetch] works with: the folder where answers and the state of feeds are kept, how HTTP behaves, and
/// the environment, which answers null for a variable that is not set. Immutable.
public record FeedSettings(Path folder, HttpSettings http, Function<String, @Nullable String> environment) {

    public FeedSettings {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(environment, "environment");
    }

    /// See the constructor, whose nullness other modules do not see: it is written in the record's header only.
    public static FeedSettings of(Path folder, HttpSettings http, Function<String, @Nullable String> environment) {
        return new FeedSettings(folder, http, environment);
    }

    /// The environment of this process, in which a system property (`outlay.feed.azure.url`) takes the place of the
    /// variable that is called the same (`OUTLAY_FEED_AZURE_URL`).
    public static @Nullable String ofProcess(String variable) {
        String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
        return property.startsWith("outlay.")
                ? System.getProperty(property, System.getenv(variable))
                : System.getenv(variable);
    }
}
