package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files in `examples/late-bill`: what `cost`, `report variance` and `report chargeback` say agrees at each
/// step.
class LateBillExampleTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-05T06:00:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "late-bill");
    private static final BigDecimal METERED = new BigDecimal("544");
    private static final BigDecimal STORAGE = new BigDecimal("21.50");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Outlay outlay;

    @BeforeEach
    void takeThePricesAndTheUsage() throws SourceException {
        Path file = folder.resolve("ledger.duckdb");
        outlay = new Outlay(() -> DuckDbLedger.open(file, CLOCK), Catalog.builtin(), CLOCK);
        take("prices", "prices.csv");
        take("usage", "usage.csv");
    }

    @AfterEach
    void close() {
        outlay.close();
    }

    @Test
    void costVarianceAndStatementAgreeAtEachStep() throws SourceException {
        agreeOn("544", BigDecimal.ZERO);
        take("focus", "bill-1.csv");
        agreeOn("532", BigDecimal.ZERO);
        take("focus", "bill-2.csv");
        agreeOn("517.5", STORAGE);
        take("focus", "bill-3.csv");
        agreeOn("428.5", STORAGE);
    }

    @Test
    void costVarianceAndStatementsAgreeWhereTheMonthWasClosedBetweenTwoRevisions() throws SourceException {
        take("focus", "bill-1.csv");
        take("focus", "bill-2.csv");
        outlay.close(Parameters.of("period", "2026-10"));
        agreeOn("517.5", STORAGE);
        take("focus", "bill-3.csv");
        agreeOn("428.5", STORAGE);
        assertThat(number(outlay.answer("chargeback", Parameters.of("period", "2026-10")), "total"))
                .isEqualByComparingTo("517.5");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theUsageMayComeAtAnyPlaceAmongTheBills(int place) throws SourceException {
        Path file = folder.resolve("other.duckdb");
        List<String> files = new ArrayList<>(List.of("bill-1.csv", "bill-2.csv", "bill-3.csv"));
        files.add(place, "usage.csv");
        files.add(place / 2, "prices.csv");
        try (var other = new Outlay(() -> DuckDbLedger.open(file, CLOCK), Catalog.builtin(), CLOCK)) {
            for (String name : files) {
                String kind = name.startsWith("bill") ? "focus" : name.replace(".csv", "");
                take(other, kind, name);
            }
            assertThat(number(other.answer("cost", Parameters.of()), "total")).isEqualByComparingTo("428.5");
            assertThat(teams(other))
                    .containsExactly("search 133.60", "idle 123.40", "vision 120.00", "speech 30.00", "- 21.50");
        }
    }

    @Test
    void takingAnyOfItInAgainChangesNothing() throws SourceException {
        for (String bill : List.of("bill-1.csv", "bill-2.csv", "bill-3.csv")) {
            take("focus", bill);
        }
        Table charges = outlay.answer("charges", Parameters.of("limit", "1000"));
        for (String bill : List.of("bill-1.csv", "bill-3.csv", "bill-2.csv", "bill-1.csv")) {
            take("focus", bill);
        }
        take("usage", "usage.csv");
        take("prices", "prices.csv");
        assertThat(outlay.answer("charges", Parameters.of("limit", "1000"))).isEqualTo(charges);
    }

    /// The whole cost, by what each report says of it.
    private void agreeOn(String total, BigDecimal beside) {
        assertThat(number(outlay.answer("cost", Parameters.of()), "total")).isEqualByComparingTo(total);
        Table variance = outlay.answer("variance", Parameters.of());
        BigDecimal difference = variance.rows().isEmpty() ? BigDecimal.ZERO : number(variance, "difference");
        assertThat(METERED.add(difference).add(beside)).isEqualByComparingTo(total);
        BigDecimal stated = number(outlay.answer("chargeback", Parameters.of("period", "2026-10")), "total");
        Table next = outlay.answer("chargeback", Parameters.of("period", "2026-11"));
        BigDecimal corrections = next.rows().isEmpty() ? BigDecimal.ZERO : number(next, "total");
        assertThat(stated.add(corrections)).isEqualByComparingTo(total);
    }

    private static List<String> teams(Outlay outlay) {
        return outlay.answer("cost", Parameters.of("by", "team")).rows().stream()
                .map(row -> (row.getFirst() == null ? "-" : row.getFirst()) + " " + row.getLast())
                .toList();
    }

    private static BigDecimal number(Table table, String name) {
        @Nullable String text = table.heading().get(name);
        return new BigDecimal(Objects.requireNonNull(text, name));
    }

    private void take(String kind, String file) throws SourceException {
        take(outlay, kind, file);
    }

    private static void take(Outlay outlay, String kind, String file) throws SourceException {
        outlay.take(Connectors.source(kind, EXAMPLE.resolve(file), CLOCK, Progress.NONE));
    }
}
