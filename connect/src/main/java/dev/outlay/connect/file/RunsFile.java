package dev.outlay.connect.file;

import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TextFile;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.time.InstantSource;

/// A runs file: the attempts of training runs, with their owner and metrics. CSV, JSON, or a JSON object on each
/// line, each also compressed with gzip.
///
/// Run, start and status must be there. `docs/reference/runs-file.md` describes every column.
public final class RunsFile {

    static final String NAME = "runs";

    private RunsFile() {}

    /// The runs in a file, as a source; its facts have the ids `runs/`, run, attempt and the instant they tell of.
    public static Source source(Path file, InstantSource clock, Progress progress) {
        return new Runs(new TextFile(file, progress), clock);
    }

    private record Runs(TextFile file, InstantSource clock) implements Source {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Reading read(Span span) throws SourceException {
            return new RunsReading(file, clock.instant());
        }
    }
}
