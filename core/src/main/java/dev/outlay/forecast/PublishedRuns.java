package dev.outlay.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The published training runs that come with Outlay: facts, each with its source.
public final class PublishedRuns {

    private PublishedRuns() {}

    /// All of them, in the order of the file.
    public static List<TrainingRun> all() {
        try (InputStream stream =
                        Objects.requireNonNull(PublishedRuns.class.getResourceAsStream("published-runs.txt"), "runs");
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<TrainingRun> runs = new ArrayList<>();
            String[] columns = null;
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                if (columns == null) {
                    columns = cells;
                } else {
                    runs.add(RunCells.withOutcome(row(columns, cells)));
                }
            }
            return List.copyOf(runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(String[] columns, String @Nullable [] cells) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; cells != null && i < cells.length; i++) {
            row.put(columns[i], cells[i]);
        }
        return row;
    }
}
