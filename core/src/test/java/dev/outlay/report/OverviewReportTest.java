package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.RandomCharges;
import dev.outlay.ledger.SampleFacts;
import dev.outlay.ledger.SourceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the dashboard asks: its headline, its bars, the charges behind a figure. All of it agrees with `cost`.
final class OverviewReportTest {

    private final MemoryLedger ledger = new MemoryLedger();
    private final Outlay outlay =
            new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void theHeadlineSaysCostChangeAndIdleWithWhatTheyAreMadeOf() throws SourceException {
        ledger.append(SampleFacts.reading(
                SampleFacts.charge("c1", "2026-10-01T00:00:00Z", "10.00"),
                SampleFacts.charge("c2", "2026-10-02T00:00:00Z", "20.50"),
                SampleFacts.charge("c3", "2026-10-03T00:00:00Z", "45.75")));

        Table two = overview("from", "2026-10-03", "to", "2026-10-04");
        assertThat(value(two, "cost")).isEqualTo("45.75");
        assertThat(value(two, "cost_change_percent")).isEqualTo("123.17");
        assertThat(text(two, "cost_change_percent", "inputs"))
                .isEqualTo("45.75 after 20.50 USD from 2026-10-02T00:00:00Z");

        Table first = overview("from", "2026-10-01", "to", "2026-10-03");
        assertThat(value(first, "cost")).isEqualTo("30.50");
        assertThat(value(first, "cost_change_percent")).isNull();
        assertThat(text(first, "cost_change_percent", "not_known")).contains("the ledger begins later");
    }

    @Test
    void anEmptyLedgerKnowsNothingAndSaysSo() {
        Table table = overview();
        assertThat(table.rows()).hasSize(9).allSatisfy(row -> {
            assertThat(row.get(1)).isNull();
            assertThat(row.get(7)).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theHeadlineIsWhatCostSays(long seed) throws SourceException {
        ledger.append(SampleFacts.reading(dollars(seed)));
        String[] span = {"from", "2026-10-03", "to", "2026-10-20"};

        Table table = overview(span);
        assertThat(value(table, "cost"))
                .isEqualTo(cost(span, Map.of()).heading().get("total"));
        assertThat(value(table, "idle_cost"))
                .isEqualTo(cost(span, Map.of("filter", "use=idle")).heading().get("total"));
        assertThat(value(table, "gpu_hours"))
                .isEqualTo(cost(span, Map.of("measure", "gpu-hours")).heading().get("total"));
        assertThat(value(table, "carbon"))
                .isEqualTo(cost(span, Map.of("measure", "carbon")).heading().get("total"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aLimitOverTimeKeepsTheLargestNamesAndTheSumOfEveryDay(long seed) throws SourceException {
        ledger.append(SampleFacts.reading(dollars(seed)));
        String[] span = {"from", "2026-09-01", "to", "2026-12-01"};

        Table cut = cost(span, Map.of("by", "team,project,day", "limit", "3"));
        Set<List<@Nullable String>> names = new HashSet<>();
        cut.rows().forEach(row -> names.add(row.subList(0, 2)));
        assertThat(names).hasSizeLessThanOrEqualTo(4).contains(List.of("(others)", "(others)"));
        assertThat(byDay(cut, 2)).isEqualTo(byDay(cost(span, Map.of("by", "day")), 0));
        assertThat(cut.rows().stream().map(row -> row.get(2)).toList()).isSorted();

        Set<List<@Nullable String>> kept = new HashSet<>(names);
        kept.remove(List.of("(others)", "(others)"));
        Set<List<@Nullable String>> largest = new HashSet<>();
        cost(span, Map.of("by", "team,project", "limit", "3"))
                .rows()
                .subList(0, 3)
                .forEach(row -> largest.add(row.subList(0, 2)));
        assertThat(kept).isEqualTo(largest);
    }

    @Test
    void theChargesBehindAFigurePassItsFiltersAndCanBeWorkedOutAgain() throws SourceException {
        Charge full = SampleFacts.everyKind().stream()
                .filter(Charge.class::isInstance)
                .map(Charge.class::cast)
                .findFirst()
                .orElseThrow();
        ledger.append(SampleFacts.reading(full));
        Table all = outlay.answer("charges", Parameters.NONE);
        assertThat(all.rows()).hasSize(1);
        assertThat(text(all.rows().getFirst(), all, "formula")).contains(" = ").endsWith("USD");
        assertThat(text(all.rows().getFirst(), all, "price_id")).isNotBlank();

        assertThat(outlay.answer("charges", Parameters.of("team", "vision")).rows())
                .hasSize(1);
        assertThat(outlay.answer("charges", Parameters.of("team", "nobody")).rows())
                .isEmpty();
        assertThat(outlay.answer("charges", Parameters.of("filter", "provider=gcp"))
                        .rows())
                .isEmpty();
    }

    /// Charges by chance, in dollars where they say a currency: there is no sum over several.
    private static List<Charge> dollars(long seed) {
        return new RandomCharges(new Random(seed))
                .charges(300).stream()
                        .filter(charge -> Set.of("USD", Costs.NO_CURRENCY)
                                .contains(charge.costs().currency()))
                        .toList();
    }

    private Table overview(String... namesAndValues) {
        return outlay.answer("overview", Parameters.of(namesAndValues));
    }

    private Table cost(String[] span, Map<String, String> more) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Parameters.of(span).values().forEach(values::put);
        more.forEach((name, value) -> values.put(name, List.of(value)));
        return outlay.answer("cost", new Parameters(values));
    }

    private static Map<@Nullable String, BigDecimal> byDay(Table table, int day) {
        Map<@Nullable String, BigDecimal> sums = new LinkedHashMap<>();
        for (List<@Nullable String> row : new ArrayList<>(table.rows())) {
            String value = row.get(day + 1);
            if (value != null) {
                sums.merge(
                        row.get(day),
                        new BigDecimal(value).stripTrailingZeros(),
                        (a, b) -> a.add(b).stripTrailingZeros());
            }
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    private static @Nullable String value(Table table, String kpi) {
        return table.rows().stream()
                .filter(row -> kpi.equals(row.getFirst()))
                .findFirst()
                .orElseThrow()
                .get(1);
    }

    private static String text(Table table, String kpi, String column) {
        return text(
                table.rows().stream()
                        .filter(row -> kpi.equals(row.getFirst()))
                        .findFirst()
                        .orElseThrow(),
                table,
                column);
    }

    private static String text(List<@Nullable String> row, Table table, String column) {
        return String.valueOf(
                row.get(table.columns().stream().map(Column::name).toList().indexOf(column)));
    }
}
