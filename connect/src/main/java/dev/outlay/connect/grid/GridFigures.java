package dev.outlay.connect.grid;

import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.util.List;

/// The figures of a feed for some zones and one span, whatever span is asked for: who takes a source in asks for
/// all of time, which no feed is to be asked for. Thread-safe.
public final class GridFigures implements Source {

    private final Source source;
    private final Span span;

    /// Throws [dev.outlay.units.CallersMistake] where a variable is not set or a zone cannot be one of the feed's.
    public GridFigures(GridFeed feed, List<String> zones, Span span, GridAccess access) {
        this.source = feed.source(zones, access);
        this.span = span;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Reading read(Span asked) throws SourceException {
        return source.read(span);
    }
}
