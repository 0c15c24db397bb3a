package dev.outlay.connect.feed;

import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.units.Span;
import java.util.Objects;

/// The source of a feed, which reads when it is asked to. A list of prices knows no span and gives all it holds.
/// Thread-safe where the reading is.
public record FeedSource(Feed feed, Reading reading) implements Source {

    public FeedSource {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(reading, "reading");
    }

    @Override
    public String name() {
        return FeedPage.SOURCE;
    }

    @Override
    public String label() {
        return feed.name();
    }

    @Override
    public Reading read(Span span) {
        return reading;
    }
}
