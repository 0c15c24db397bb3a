package dev.outlay.connect.focus;

import dev.outlay.connect.duckdb.ParquetFile;
import dev.outlay.connect.duckdb.WorkFolder;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Every charge of a ledger as a data set of FOCUS: comma-separated text, the same with gzip, or Parquet.
///
/// Charges stream from the ledger to the file. The file appears at its name when it is whole, never before. Reading
/// it back with [FocusFile] into an empty ledger gives the same charges. Thread-safe.
public final class FocusExport {

    /// The versions that can be written.
    public static final List<FocusVersion> VERSIONS = List.of(FocusVersion.V1_2, FocusVersion.V1_3, FocusVersion.V1_4);

    private FocusExport() {}

    /// What an export holds: so many charges in a file, in a version.
    public record Written(Path file, FocusVersion version, long charges) {

        /// The outcome as one row.
        public Table table() {
            return Table.of(
                    "export",
                    Map.of(),
                    List.of(Column.text("file"), Column.text("focus_version"), Column.decimal("charges", null)),
                    List.of(List.of(file.toString(), version.text(), Long.toString(charges))),
                    charges == 0
                            ? List.of("no charge starts within the period: the file holds its header alone")
                            : List.of());
        }
    }

    /// Writes the charges that start within a span. The end of the file's name says its form: `.csv`, `.csv.gz` or
    /// `.parquet`. Throws [CallersMistake] on another end, on a version that is not written, and on a file that is
    /// there already unless it may be replaced; [SourceException] where the disk fails.
    public static Written write(LedgerReader ledger, Span span, FocusVersion version, Path out, boolean replace)
            throws SourceException {
        Path file = out.toAbsolutePath().normalize();
        check(version, file, replace);
        Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        try {
            Files.createDirectories(folder);
            try (WorkFolder work = WorkFolder.in(folder)) {
                String name = String.valueOf(file.getFileName());
                Path draft = work.path().resolve(name);
                boolean parquet = ends(file, ".parquet");
                Path text = parquet ? work.path().resolve("rows.csv") : draft;
                long charges = text(ledger, span, version, text);
                if (parquet) {
                    Map<String, String> types = new LinkedHashMap<>();
                    ExportColumns.of(version).forEach(column -> types.put(column, ExportColumns.type(column)));
                    ParquetFile.write(text, types, draft);
                }
                move(draft, file, replace);
                return new Written(out, version, charges);
            }
        } catch (IOException | UncheckedIOException e) {
            throw SourceException.outsideFailed("the file " + out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void check(FocusVersion version, Path file, boolean replace) {
        if (!VERSIONS.contains(version)) {
            throw new CallersMistake("FOCUS " + version.text() + " is read but not written: write one of "
                    + String.join(
                            ", ", VERSIONS.stream().map(FocusVersion::text).toList()));
        }
        if (!ends(file, ".csv") && !ends(file, ".csv.gz") && !ends(file, ".parquet")) {
            throw new CallersMistake("the form of " + file.getFileName()
                    + " is not known by its name: let it end in .csv, .csv.gz or .parquet");
        }
        if (Files.exists(file) && !replace) {
            throw new CallersMistake(file + " is there already: name another file, or replace it with --force");
        }
    }

    private static void move(Path draft, Path file, boolean replace) throws IOException {
        if (!replace && Files.exists(file)) {
            throw new IOException("it appeared while the export was written");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long text(LedgerReader ledger, Span span, FocusVersion version, Path text) throws IOException {
        var splits = new Splits();
        if (version.compareTo(FocusVersion.V1_3) >= 0) {
            try (Stream<Charge> charges = starting(ledger, span)) {
                charges.forEach(splits::see);
            }
        }
        var cells = new ExportCells(currency(ledger));
        long written = 0;
        try (Stream<Charge> charges = starting(ledger, span);
                var csv = new CsvWriter(stream(text), ExportColumns.of(version))) {
            for (Iterator<Charge> next = charges.iterator(); next.hasNext(); ) {
                Charge charge = next.next();
                ExportRow row = cells.row(charge);
                splits.write(charge, row);
                csv.write(row::cell);
                written++;
            }
        }
        return written;
    }

    // a charge belongs to the span it starts in, so that exports of spans side by side hold each charge once
    private static Stream<Charge> starting(LedgerReader ledger, Span span) {
        return ledger.facts(Charge.class, span).filter(charge -> span.contains(charge.at()));
    }

    private static OutputStream stream(Path text) throws IOException {
        OutputStream out = Files.newOutputStream(text);
        return ends(text, ".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }

    /// The currency that most charges are in, for those that have no price.
    private static String currency(LedgerReader ledger) {
        return ledger.totals(TotalsQuery.of(Measure.EFFECTIVE)).rows().stream()
                .sorted(Comparator.comparingLong(Totals.Row::charges).reversed())
                .flatMap(row -> Optional.ofNullable(row.currency()).stream())
                .filter(currency -> !currency.equals(Costs.NO_CURRENCY))
                .findFirst()
                .orElse("USD");
    }

    private static boolean ends(Path file, String with) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(with);
    }
}
