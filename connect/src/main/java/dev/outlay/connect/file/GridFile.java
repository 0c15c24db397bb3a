package dev.outlay.connect.file;

import static dev.outlay.connect.tabular.Column.optional;
import static dev.outlay.connect.tabular.Column.required;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableFormat;
import dev.outlay.connect.tabular.TableSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A file of grid intensities: of zones or of providers' regions, by the hour or for longer. CSV, CSV compressed
/// with gzip, or Parquet.
///
/// `docs/reference/grid-file.md` describes every column and what is meant where nothing is said.
public final class GridFile {

    static final TableFormat FORMAT = new TableFormat(
            "grid",
            "a file of grid intensities",
            FactTable.GRID_INTENSITY,
            List.of(
                    optional("id"),
                    optional("zone"),
                    optional("provider"),
                    optional("region"),
                    required("from", "start", "time_utc", "year"),
                    optional("to", "end"),
                    optional("intensity", "gco2e_per_kwh", "grams_per_kwh"),
                    optional("direct_intensity", "gco2_per_kwh_direct"),
                    optional("kind", "basis"),
                    optional("status"),
                    optional("source")),
            "id",
            null,
            "/dev/outlay/connect/file/grid.sql",
            "docs/reference/grid-file.md");

    private GridFile() {}

    /// The intensities in a file, as a source; its facts have ids that start with `grid/`.
    public static TableSource source(Path file, InstantSource clock, Progress progress) {
        return new TableSource(FORMAT, file, clock, progress);
    }
}
