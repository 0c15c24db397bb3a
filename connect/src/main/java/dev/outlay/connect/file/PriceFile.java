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

/// A price file: prices of one's own, negotiated or collected. CSV, CSV compressed with gzip, or Parquet.
///
/// `docs/reference/price-file.md` describes every column and what is meant where nothing is said.
public final class PriceFile {

    static final TableFormat FORMAT = new TableFormat(
            "prices",
            "a price file",
            FactTable.PRICE,
            List.of(
                    required("provider"),
                    required("sku", "instance_type", "gpu_model"),
                    optional("region"),
                    optional("zone"),
                    optional("capacity_type"),
                    required("price"),
                    required("currency"),
                    optional("unit"),
                    optional("from"),
                    optional("kind"),
                    optional("source")),
            null,
            null,
            "/dev/outlay/connect/file/prices.sql",
            "docs/reference/price-file.md");

    private PriceFile() {}

    /// The prices in a file, as a source; its facts have ids that start with `prices/`.
    public static TableSource source(Path file, InstantSource clock, Progress progress) {
        return new TableSource(FORMAT, file, clock, progress);
    }
}
