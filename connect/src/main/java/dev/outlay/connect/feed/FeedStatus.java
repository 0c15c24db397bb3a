package dev.outlay.connect.feed;

import java.util.Arrays;
import java.util.Locale;

/// How the reading of a feed ended.
public enum FeedStatus {
    /// All of it was read.
    FRESH(false),
    /// Some of it was read; the rest is missing or of old.
    PARTIAL(true),
    /// Nothing new was heard; what it said of old holds.
    STALE(true),
    /// Nothing was heard, and nothing is known of old.
    FAILED(true),
    /// It was read and is not believed, so its prices were left out.
    REFUSED(true),
    /// It wants credentials that are not set, and was not asked.
    NOT_SET_UP(false),
    /// It was never read.
    NEVER(false);

    private final boolean failed;

    FeedStatus(boolean failed) {
        this.failed = failed;
    }

    /// Whether something outside failed.
    public boolean isFailed() {
        return failed;
    }

    /// How it is written in files and on screens, such as `not-set-up`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FeedStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status of a feed: " + text));
    }
}
