package dev.outlay.connect.history;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TextFile;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A JSON file in which an older tool kept prices or costs: `price_history.json`, `cost_history.json` and their
/// kind, also compressed with gzip. What a record is, its fields say, not the name of the file.
///
/// Memory is bounded by the largest element of the outermost list or object, of at most [JsonDocument#LARGEST]
/// parts. `docs/reference/history-files.md` says which shapes are known.
public final class HistoryFile {

    private HistoryFile() {}

    /// The history in a file, as a source whose facts have ids that start with `history/`; `currency` is that of
    /// records which say none.
    public static Source source(Path file, InstantSource clock, Progress progress, @Nullable String currency) {
        return new History(new TextFile(file, progress), clock, currency);
    }

    private record History(
            TextFile file, InstantSource clock, @Nullable String currency) implements Source {

        @Override
        public String name() {
            return "history";
        }

        @Override
        public Reading read(Span span) throws SourceException {
            try (InputStream in = new BufferedInputStream(file.open());
                    var json = new JsonDocument(in)) {
                JsonDocument.Kind kind = json.next();
                if (kind != JsonDocument.Kind.ARRAY && kind != JsonDocument.Kind.OBJECT) {
                    throw notHistory("it is neither a list nor an object");
                }
            } catch (JacksonException e) {
                throw notHistory("it is no JSON");
            } catch (IOException e) {
                throw file.broken(e);
            }
            return new Opened(file, clock.instant(), currency);
        }

        private SourceException notHistory(String why) {
            return SourceException.callersMistake(file.document() + " is no history file: " + why
                    + ". The known shapes are described in docs/reference/history-files.md.");
        }
    }

    private record Opened(
            TextFile file, Instant readAt, @Nullable String currency) implements Reading {

        @Override
        public void forEach(Consumer<Fact> consumer) throws SourceException {
            var walk = new HistoryWalk(file.document(), readAt, currency, consumer);
            try (InputStream in = new BufferedInputStream(file.open());
                    var json = new JsonDocument(in)) {
                if (json.next() == JsonDocument.Kind.ARRAY) {
                    long[] index = {0};
                    json.elements(
                            kind -> walk.value(json.value(), Map.of(), List.of(), "[" + index[0]++ + "]", json.line()));
                    return;
                }
                walk.value(json.value(), Map.of(), List.of(), "", 1);
            } catch (JacksonException e) {
                throw SourceException.callersMistake(file.document() + " is no JSON from line "
                        + e.getLocation().getLineNr() + " on: " + e.getOriginalMessage() + ".");
            } catch (IOException e) {
                throw file.broken(e);
            }
        }
    }
}
