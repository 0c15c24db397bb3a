package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// What the tests of sources and ledgers ask for again and again.
public final class Ledgers {

    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    public static final Span ALWAYS =
            new Span(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    private Ledgers() {}

    public static DuckDbLedger in(Path folder) {
        return DuckDbLedger.open(folder.resolve("ledger.duckdb"), CLOCK);
    }

    public static <F extends Fact> List<F> facts(LedgerReader ledger, Class<F> kind) {
        try (Stream<F> facts = ledger.facts(kind, ALWAYS)) {
            return facts.toList();
        }
    }

    /// The one sum of a measure over all charges; null where there are none.
    public static @Nullable BigDecimal sum(LedgerReader ledger, Measure measure) {
        var rows = ledger.totals(TotalsQuery.of(measure)).rows();
        assertThat(rows).hasSizeLessThan(2);
        return rows.isEmpty() ? null : rows.getFirst().measures().getFirst();
    }

    /// What was refused as `line column: reason`.
    public static List<String> refused(LedgerReader ledger) {
        return facts(ledger, Refusal.class).stream()
                .map(refusal -> refusal.origin().line() + " " + refusal.column() + ": " + refusal.reason())
                .sorted()
                .toList();
    }

    public static Path write(Path folder, String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file of the optional test data beside the repository; the test is skipped where it is absent.
    public static Path shared(String name) {
        Path folder = Path.of("").toAbsolutePath();
        for (Path up = folder; up != null; up = up.getParent()) {
            Path file = up.resolveSibling("shared").resolve("data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        Assumptions.abort("the optional test data ../shared/data/" + name + " is not there");
        throw new IllegalStateException("abort does not return");
    }
}
