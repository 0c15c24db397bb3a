package dev.outlay.connect.file;

import static dev.outlay.connect.tabular.Column.optional;
import static dev.outlay.connect.tabular.Column.required;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableFormat;
import dev.outlay.connect.tabular.TableSource;
import dev.outlay.connect.tabular.TagColumn;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A usage file: what was held from when to when, by whom. CSV, CSV compressed with gzip, or Parquet.
///
/// Only `start` and `end` must be there; where nothing is said, the resource is a GPU, the quantity 1, the share 1.
/// `docs/reference/usage-file.md` describes every column.
public final class UsageFile {

    static final TableFormat FORMAT = new TableFormat(
            "usage",
            "a usage file",
            FactTable.USAGE,
            List.of(
                    optional("id"),
                    required("start").instant(),
                    required("end").instant(),
                    optional("provider"),
                    optional("region"),
                    optional("zone"),
                    optional("cluster"),
                    optional("node"),
                    optional("instance_type"),
                    optional("capacity_type"),
                    optional("namespace"),
                    optional("workload"),
                    optional("pod"),
                    optional("container"),
                    optional("team"),
                    optional("project"),
                    optional("experiment_id"),
                    optional("cost_center"),
                    optional("environment"),
                    optional("run_id"),
                    optional("resource"),
                    optional("gpu_model"),
                    optional("device"),
                    optional("sharing"),
                    optional("share").decimal(),
                    optional("mig_profile"),
                    optional("quantity").decimal(),
                    optional("utilization").decimal(),
                    optional("energy_kwh").decimal(),
                    optional("tags")),
            "id",
            new TagColumn("tags", false, List.of()),
            "/dev/outlay/connect/file/usage.sql",
            "docs/reference/usage-file.md");

    private UsageFile() {}

    /// The usage in a file, as a source; its facts have the ids `usage/` and the column `id`, or a key of the
    /// content.
    public static TableSource source(Path file, InstantSource clock, Progress progress) {
        return new TableSource(FORMAT, file, clock, progress);
    }
}
