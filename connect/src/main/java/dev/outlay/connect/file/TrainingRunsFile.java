package dev.outlay.connect.file;

import dev.outlay.connect.tabular.CsvRecords;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TextFile;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.RunCells;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A file of training runs: those that are to be predicted, or those that were and are to be learned from. CSV,
/// also compressed with gzip. `docs/reference/training-runs-file.md` describes every column.
public final class TrainingRunsFile {

    private static final List<String> REQUIRED = List.of("id", "kind", "arch", "accelerator");

    private TrainingRunsFile() {}

    /// The runs of a file in its order, and the lines that are none, each with why.
    public record Runs(List<TrainingRun> runs, List<Predictor.Refused> refused) {

        public Runs {
            runs = List.copyOf(runs);
            refused = List.copyOf(refused);
        }
    }

    /// The runs that are to be predicted; what the file says of their outcome is not read.
    public static Runs toPredict(Path file) throws SourceException {
        return read(file, RunCells::inputs);
    }

    /// The runs with their outcomes.
    public static Runs withOutcomes(Path file) throws SourceException {
        return read(file, RunCells::withOutcome);
    }

    private static Runs read(Path path, Function<Map<String, String>, TrainingRun> run) throws SourceException {
        var file = new TextFile(path, Progress.NONE);
        List<TrainingRun> runs = new ArrayList<>();
        List<Predictor.Refused> refused = new ArrayList<>();
        try (InputStream in = file.open()) {
            CsvRecords records = new CsvRecords(in);
            List<String> missing = REQUIRED.stream()
                    .filter(column -> !records.names().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                throw SourceException.callersMistake(file.document() + " is not a file of training runs: it lacks "
                        + String.join(", ", missing)
                        + ". The form is described in docs/reference/training-runs-file.md.");
            }
            for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
                String where = file.document() + " line " + row.line();
                String id = row.values().getOrDefault("id", "");
                try {
                    if (row.problem() != null) {
                        throw new IllegalArgumentException(row.problem());
                    }
                    runs.add(run.apply(row.values()));
                } catch (IllegalArgumentException e) {
                    refused.add(new Predictor.Refused(
                            id.isBlank() ? where : id + " (" + where + ")", String.valueOf(e.getMessage())));
                }
            }
        } catch (IOException e) {
            throw file.broken(e);
        }
        return new Runs(runs, refused);
    }
}
