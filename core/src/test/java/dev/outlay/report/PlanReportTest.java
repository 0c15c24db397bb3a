package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanReportTest {

    private static final List<String> MODEL = List.of("params", "7e9", "tokens", "140e9");

    private final Outlay outlay = new Outlay(
            MemoryLedger::new, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void aModelOf7BillionParametersIsPlannedWithinFiveThousandDollarsAndAWeek() {
        Table plan = plan("budget", "5000", "deadline", "7d");
        assertThat(plan.heading()).containsEntry("budget", "5000.00").containsEntry("deadline_hours", "168");
        assertThat(plan.rows()).isNotEmpty();
        if (plan.saysNo()) {
            assertThat(plan.columns()).extracting(Column::name).contains("needs");
        } else {
            for (List<String> row : texts(plan)) {
                assertThat(new BigDecimal(value(plan, row, "cost"))).isLessThanOrEqualTo(new BigDecimal("5000"));
                assertThat(new BigDecimal(value(plan, row, "hours"))).isLessThanOrEqualTo(new BigDecimal("168"));
            }
        }
        Table basis = part(plan, "basis");
        for (List<String> row : texts(basis)) {
            assertThat(value(basis, row, "price_date")).isNotBlank();
            assertThat(value(basis, row, "source")).isNotBlank();
            assertThat(value(basis, row, "time_basis")).contains("90 % interval");
        }
    }

    @Test
    void whatIsTooTightIsToldWithWhatWouldDo() {
        Table plan = plan("budget", "50", "deadline", "1d");
        assertThat(plan.saysNo()).isTrue();
        assertThat(plan.heading()).containsEntry("feasible", "false").containsEntry("offers_within_limits", "0");
        assertThat(value(plan, texts(plan).getFirst(), "needs"))
                .startsWith("budget ")
                .contains("more");
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("the budget pays for about "));
    }

    @Test
    void theFrontierTheCurveAndTheStartComeWhenAskedFor() {
        Table plan =
                plan("deadline", "7d", "pareto", "true", "scaling", "true", "value", "20000", "start-within", "1d");
        assertThat(part(plan, "frontier").rows()).hasSizeGreaterThan(3);
        assertThat(part(plan, "scaling").rows()).isNotEmpty();
        assertThat(value(plan, texts(plan).getFirst(), "return_percent")).isNotBlank();
        Table start = part(plan, "start");
        assertThat(value(start, texts(start).getFirst(), "what")).isEqualTo("now");
        assertThat(start.notes()).anyMatch(note -> note.contains("no hourly grid intensity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "params,7e9,tokens,0 | above zero",
                "params,7e9,tokens,140e9,budget,-5 | above zero",
                "params,7e9,tokens,140e9,deadline,soon | 36h, 7d or 2w",
                "params,7e9,tokens,140e9,gpu,H1000 | H100",
                "params,7e9,tokens,140e9,provider,awz | aws",
                "params,7e9,tokens,140e9,region,us-east-11 | us-east-1",
                "params,7e9,tokens,140e9,capacity,owned | on-demand, spot or reserved",
                "params,7e9,tokens,140e9,gpu,Inferentia2 | inference",
                "params,70e9,tokens,140e9,gpu,T4,max-gpus,1 | does not fit",
                "params,7e9,tokens,140e9,data-in,aws/us-east-1 | data-gib",
                "params,7e9,tokens,140e9,data-in,aws/nowhere,data-gib,5 | nowhere",
                "gpu-hours,100,on,H1000 | H100",
                "gpu-hours,100,on,A100 | A100-SXM4-80GB",
                "gpu-hours,100,on,L4,min-throughput,1000 | tokens per second",
                "gpu-hours,100,on,L4,params,7e9 | not both",
                "budget,5000 | a plan is for work",
            })
    void whatCannotBeAnsweredIsRefusedWithWhatToDo(String given, String expected) {
        assertThatThrownBy(() -> outlay.answer("plan", Parameters.of(given.split(","))))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aLimitOfCarbonIsRefusedWhereNoIntensityIsKnown() {
        var placeless = new Outlay(
                MemoryLedger::new,
                Catalog.of(Catalog.builtin().offers(), Catalog.builtin().gpus(), List.of()),
                InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));
        String[] asked = {"params", "7e9", "tokens", "140e9", "region", "us-east-1", "max-carbon", "100"};
        assertThatThrownBy(() -> placeless.answer("plan", Parameters.of(asked)))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no grid intensity");
        // by cost the same offers can be ranked
        Table plan = placeless.answer("plan", Parameters.of("params", "7e9", "tokens", "140e9", "region", "us-east-1"));
        assertThat(plan.rows()).isNotEmpty();
        assertThat(value(plan, texts(plan).getFirst(), "carbon_kg")).isEqualTo("null");
        assertThat(plan.notes()).anyMatch(note -> note.contains("have no known grid intensity"));
    }

    @Test
    void aThroughputIsADeadline() {
        Table plan = plan("min-throughput", "1000000");
        assertThat(new BigDecimal(Objects.requireNonNull(plan.heading().get("deadline_hours"))))
                .isBetween(new BigDecimal("38.8"), new BigDecimal("38.9"));
    }

    private Table plan(String... more) {
        List<String> all = new ArrayList<>(MODEL);
        all.addAll(List.of(more));
        return outlay.answer("plan", Parameters.of(all.toArray(new String[0])));
    }

    private static Table part(Table table, String name) {
        return table.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<List<String>> texts(Table table) {
        return table.rows().stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
    }

    private static String value(Table table, List<String> row, String column) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        return row.get(names.indexOf(column));
    }
}
