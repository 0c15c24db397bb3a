package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.allocation.RandomRuns;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The laws of lineage on generated runs: what is below sums to what is above, and order is nothing.
final class RunReportsTest {

    private static final List<String> SUMMED = List.of("cost", "gpu_hours", "energy");

    private final MemoryLedger ledger = new MemoryLedger();
    private final Outlay outlay = outlay(ledger);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyLevelOfTheTreeSumsToTheRunsTotalInTheLedger(long seed) throws SourceException {
        ledger.append(Reading.of(new RandomRuns(seed).facts()));
        for (Totals.Row run : totals(ledger, Measure.EFFECTIVE)) {
            String name = String.valueOf(run.dimensions().getFirst());
            Table tree = outlay.answer("run", Parameters.of("id", name));
            for (String column : SUMMED) {
                BigDecimal whole = sum(tree, "run", column);
                for (String level : List.of("attempt", "pod", "device")) {
                    assertThat(sum(tree, level, column))
                            .as("%s of %s on level %s", column, name, level)
                            .isEqualByComparingTo(whole);
                }
            }
            assertThat(sum(tree, "run", "cost")).isEqualByComparingTo(measured(Measure.EFFECTIVE, name));
            assertThat(sum(tree, "run", "energy")).isEqualByComparingTo(measured(Measure.ENERGY, name));
            assertThat(sum(tree, "run", "gpu_hours"))
                    .isEqualByComparingTo(Decimals.hours(measured(Measure.GPU_HOURS, name)));
            assertThat(sum(tree, "attempt", "redone_cost")).isEqualByComparingTo(sum(tree, "run", "redone_cost"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theLeaderboardSumsToAllThatRunsCostHoweverItIsCut(long seed) throws SourceException {
        ledger.append(Reading.of(new RandomRuns(seed).facts()));
        BigDecimal whole = totals(ledger, Measure.EFFECTIVE).stream()
                .flatMap(row -> Stream.ofNullable(row.measures().getFirst()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Table all = outlay.answer("runs", Parameters.of("format", "detailed"));
        assertThat(column(all, "cost")).isEqualByComparingTo(whole);
        assertThat(column(outlay.answer("runs", Parameters.of("limit", "1")), "cost"))
                .isEqualByComparingTo(whole);
        assertThat(column(all.parts().getFirst(), "cost")).isEqualByComparingTo(whole);
        assertThat(new BigDecimal(String.valueOf(all.heading().get("total")))).isEqualByComparingTo(whole);
        BigDecimal cut = column(outlay.answer("runs", Parameters.of("to", "2026-10-03")), "cost")
                .add(column(outlay.answer("runs", Parameters.of("from", "2026-10-03")), "cost"));
        assertThat(cut).isEqualByComparingTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theOrderInWhichFactsArriveChangesNothing(long seed) throws SourceException {
        List<Fact> facts = new ArrayList<>(new RandomRuns(seed).facts());
        ledger.append(Reading.of(facts));
        Collections.shuffle(facts, new Random(seed));
        var other = new MemoryLedger();
        other.append(Reading.of(facts));
        Outlay shuffled = outlay(other);
        assertThat(shuffled.answer("runs", Parameters.of("format", "detailed")))
                .isEqualTo(outlay.answer("runs", Parameters.of("format", "detailed")));
        for (Totals.Row run : totals(ledger, Measure.EFFECTIVE)) {
            var id = Parameters.of("id", String.valueOf(run.dimensions().getFirst()));
            assertThat(shuffled.answer("run", id)).isEqualTo(outlay.answer("run", id));
        }
    }

    @Test
    void aRunThatNobodyKnowsIsTheCallersMistakeAndNamesOthers() throws SourceException {
        ledger.append(Reading.of(new RandomRuns(3).facts()));
        assertThatThrownBy(() -> outlay.answer("run", Parameters.of("id", "run")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no run is called 'run'")
                .hasMessageContaining("run-1");
        assertThatThrownBy(() -> outlay.answer("run", Parameters.NONE))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("id is missing");
        assertThatThrownBy(() -> outlay.answer("runs", Parameters.of("sort", "beauty")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("cost, redone, score");
    }

    @Test
    void anEmptyLedgerSaysWhatToDo() {
        assertThat(outlay.answer("runs", Parameters.NONE).notes())
                .containsExactly("no run was found: import runs with outlay import runs, or widen the span and the"
                        + " filters");
    }

    private static Outlay outlay(MemoryLedger ledger) {
        return new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));
    }

    private static List<Totals.Row> totals(LedgerReader ledger, Measure measure) {
        return ledger.totals(TotalsQuery.of(measure).by(Dimension.Named.RUN)).rows();
    }

    private BigDecimal measured(Measure measure, String run) {
        return ledger
                .totals(TotalsQuery.of(measure).where(new Filter(Dimension.Named.RUN, Set.of(run))))
                .rows()
                .stream()
                .flatMap(row -> Stream.ofNullable(row.measures().getFirst()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sum(Table tree, String level, String column) {
        return tree.rows().stream()
                .map(row -> named(tree, row))
                .filter(row -> level.equals(row.get("level")))
                .flatMap(row -> Stream.ofNullable(row.get(column)))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal column(Table table, String column) {
        return table.rows().stream()
                .flatMap(row -> Stream.ofNullable(named(table, row).get(column)))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, @Nullable String> named(Table table, List<@Nullable String> row) {
        Map<String, @Nullable String> named = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            named.put(table.columns().get(i).name(), row.get(i));
        }
        return named;
    }
}
