package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Column;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/allocation`, with the figures that `examples/README.md` works out by hand, on both ledgers.
class AllocationExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "allocation");
    private static final Path RULES = EXAMPLE.resolve("allocation.yaml");

    @TempDir
    Path folder;

    @Test
    void withoutRulesTheCostOfTheNamespacesIsUnallocated() throws Exception {
        try (Outlay outlay = outlay(new MemoryLedger(), folder.resolve("none.yaml"))) {
            outlay.take(Connectors.source("usage", EXAMPLE.resolve("usage.csv"), Ledgers.CLOCK, Progress.NONE));
            outlay.take(Connectors.source("prices", EXAMPLE.resolve("prices.csv"), Ledgers.CLOCK, Progress.NONE));
            Table table = outlay.answer("cost", Parameters.of("by", "team"));
            assertThat(table.heading()).containsEntry("total", "464.00").containsEntry("unallocated", "180.00");
            assertThat(values(table)).isEqualTo(Map.of("idle", "284.00", "null", "180.00"));
            assertThat(table.columns().getFirst().absent()).isEqualTo("unallocated");
        }
    }

    @Test
    void everyModeGivesTheFiguresOfTheExample() throws Exception {
        for (Ledger ledger : List.of(new MemoryLedger(), Ledgers.in(folder))) {
            try (Outlay outlay = imported(ledger)) {
                assertThat(cost(outlay, "shared", "keep"))
                        .isEqualTo(Map.of(
                                "vision",
                                "48.00",
                                "speech",
                                "32.00",
                                "search",
                                "80.00",
                                "platform",
                                "20.00",
                                "idle",
                                "284.00",
                                "null",
                                "30.00"));
                assertThat(cost(outlay, "idle", "hide"))
                        .isEqualTo(Map.of("vision", "64.00", "speech", "46.00", "search", "100.00"));
                assertThat(cost(outlay, "idle", "by-node"))
                        .isEqualTo(Map.of("vision", "158.80", "speech", "109.20", "search", "226.00"));
                assertThat(cost(outlay, "idle", "by-entitlement"))
                        .isEqualTo(Map.of("vision", "206.00", "speech", "46.00", "search", "242.00"));
                assertThat(cost(outlay, "filter", "team=vision")).isEqualTo(Map.of("vision", "64.00"));
            }
        }
    }

    @Test
    void whatIsSharedAndWhatWasIdleIsShownApart() throws Exception {
        try (Outlay outlay = imported(new MemoryLedger())) {
            Table table = outlay.answer(
                    "cost", Parameters.of("by", "team", "idle", "by-node", "format", "detailed", "to", "2026-11-01"));
            List<String> names = table.columns().stream().map(Column::name).toList();
            assertThat(names).contains("idle", "shared");
            List<String> search =
                    table.rows().getFirst().stream().map(String::valueOf).toList();
            assertThat(search.getFirst()).isEqualTo("search");
            assertThat(search.get(names.indexOf("idle"))).isEqualTo("112.00");
            assertThat(search.get(names.indexOf("shared"))).isEqualTo("34.00");
            assertThat(search.get(names.indexOf("gpu-hours"))).isEqualTo("108");
        }
    }

    @Test
    void hiddenIdleCostIsSaid() throws Exception {
        try (Outlay outlay = imported(new MemoryLedger())) {
            Table table = outlay.answer("cost", Parameters.of("idle", "hide", "to", "2026-11-01"));
            assertThat(table.heading()).containsEntry("total", "210.00");
            assertThat(table.notes()).contains("idle cost is hidden and in no sum: 284.00 USD");
        }
    }

    @Test
    void idleCostIsShownWithWhoseItIs() throws Exception {
        try (Outlay outlay = imported(new MemoryLedger())) {
            Table table = outlay.answer("idle", Parameters.of("to", "2026-11-01"));
            assertThat(table.heading())
                    .containsEntry("idle", "284.00")
                    .containsEntry("idle_gpu_hours", "142")
                    .containsEntry("gpu_hours", "232")
                    .containsEntry("idle_gpu_percent", "61.21");
            assertThat(table.rows().stream().map(row -> row.get(2) + " " + row.get(3) + " " + row.get(9)))
                    .containsExactly(
                            "node-3 144.00 null", "node-1 80.00 vision 60.00 %", "node-2 60.00 search 80.00 %");
            assertThat(table.rows())
                    .allSatisfy(row -> assertThat(row.get(8)).isEqualTo("search 50.00 %, vision 50.00 %"));
        }
    }

    @Test
    void commitmentsShowWhatIsUnused() throws Exception {
        try (Outlay outlay = imported(new MemoryLedger())) {
            Table table = outlay.answer("commitments", Parameters.NONE);
            assertThat(table.rows())
                    .containsExactly(List.of(
                            "sp-1",
                            "GPU plan",
                            "Spend",
                            "Savings Plan",
                            "aws",
                            "20.00",
                            "5.00",
                            "80.00",
                            "25.00",
                            "25.00",
                            "40.00",
                            "80.00",
                            "USD"));
            assertThat(table.heading())
                    .containsEntry("unused", "5.00")
                    .containsEntry("utilisation_percent", "80.00")
                    .containsEntry("coverage_percent", "80.00");
        }
    }

    @Test
    void theTagStandardIsMeasuredUnderTheRules() throws Exception {
        try (Outlay outlay = imported(new MemoryLedger())) {
            Table table = outlay.answer("tags", Parameters.of("to", "2026-11-01"));
            assertThat(table.heading()).containsEntry("unallocated", "30.00");
            assertThat(table.rows())
                    .containsExactly(
                            List.of("team", "USD", "5", "80.00", "210.00", "85.71", "30.00"),
                            List.of("project", "USD", "5", "20.00", "210.00", "22.86", "162.00"),
                            List.of("environment", "USD", "5", "20.00", "210.00", "38.10", "130.00"),
                            List.of("tag:squad", "USD", "5", "20.00", "210.00", "15.24", "178.00"));
            assertThat(table.parts().getFirst().rows().get(1).subList(0, 2))
                    .containsExactly("project", "team-search-dev");
        }
    }

    @Test
    void anUnknownPriceComesWithTheLineThatMendsIt() throws Exception {
        Path prices = folder.resolve("prices.csv");
        try (Outlay outlay = outlay(Ledgers.in(folder), RULES)) {
            outlay.take(Connectors.source("usage", EXAMPLE.resolve("usage.csv"), Ledgers.CLOCK, Progress.NONE));
            Path lab = Ledgers.write(folder, "lab.csv", """
                    id,start,end,provider,cluster,capacity_type,resource,gpu_model,quantity
                    a,2026-10-01T00:00:00Z,2026-10-01T10:00:00Z,lab,lab,owned,gpu,MI300X,2
                    b,2026-10-02T00:00:00Z,2026-10-02T01:00:00Z,lab,lab,owned,gpu,MI300X,1
                    c,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,lab,lab,owned,storage,,10
                    """);
            outlay.take(Connectors.source("usage", lab, Ledgers.CLOCK, Progress.NONE));
            Table unknown = outlay.answer("unknown-prices", Parameters.NONE);
            List<String> lines = unknown.rows().stream()
                    .map(row -> String.valueOf(row.getLast()))
                    .filter(line -> line.startsWith("lab"))
                    .toList();
            assertThat(lines)
                    .containsExactly("lab,MI300X,,owned,PRICE,USD,GPU-Hour", "lab,storage,,owned,PRICE,USD,GiB-Month");
            assertThat(unknown.rows().stream().filter(row -> "MI300X".equals(row.get(3))))
                    .singleElement()
                    .satisfies(row -> assertThat(row.subList(6, 10))
                            .containsExactly("2", "21", "2026-10-01T00:00:00Z", "2026-10-02T01:00:00Z"));

            Files.writeString(
                    prices,
                    "provider,sku,region,capacity_type,price,currency,unit\n"
                            + String.join("\n", lines).replace("PRICE", "1.25"));
            outlay.take(Connectors.source("prices", prices, Ledgers.CLOCK, Progress.NONE));
            assertThat(outlay.answer("unknown-prices", Parameters.NONE).rows())
                    .noneSatisfy(row -> assertThat(row.getFirst()).isEqualTo("lab"));
        }
    }

    @Test
    void aFileThatChangesIsReadAgainAndOneThatGoesStatesNothing() throws Exception {
        var home = new Home(folder);
        AllocationSettings settings = AllocationSettings.of(home, null);
        assertThat(settings.get()).isEqualTo(Allocation.NONE);
        Files.writeString(home.allocationFile(), "tags: {required: [team]}\n");
        Allocation first = settings.get();
        assertThat(first.standard()).hasSize(1);
        assertThat(settings.get()).isSameAs(first);
        Files.writeString(home.allocationFile(), "tags: {required: [team, run]}\n");
        Files.setLastModifiedTime(home.allocationFile(), FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(settings.get().standard()).hasSize(2);
        Files.delete(home.allocationFile());
        assertThat(settings.get()).isEqualTo(Allocation.NONE);
        AllocationSettings named = AllocationSettings.of(home, folder.resolve("other.yaml"));
        assertThatThrownBy(named::get)
                .isInstanceOf(CallersMistake.class)
                .hasMessageEndingWith("other.yaml: check --allocation");
    }

    private Outlay imported(Ledger ledger) throws Exception {
        Outlay outlay = outlay(ledger, RULES);
        outlay.take(Connectors.source("prices", EXAMPLE.resolve("prices.csv"), Ledgers.CLOCK, Progress.NONE));
        outlay.take(Connectors.source("usage", EXAMPLE.resolve("usage.csv"), Ledgers.CLOCK, Progress.NONE));
        outlay.take(Connectors.source("focus", EXAMPLE.resolve("bill.csv"), Ledgers.CLOCK, Progress.NONE));
        return outlay;
    }

    private Outlay outlay(Ledger ledger, Path rules) {
        return new Outlay(
                () -> ledger,
                Catalog.builtin(),
                Ledgers.CLOCK,
                Files.exists(rules)
                        ? AllocationSettings.of(new Home(folder), rules)
                        : AllocationSettings.of(new Home(folder.resolve("empty")), null));
    }

    private static Map<String, String> cost(Outlay outlay, String name, String value) {
        return values(outlay.answer("cost", Parameters.of("by", "team", "to", "2026-11-01", name, value)));
    }

    private static Map<String, String> values(Table table) {
        Map<String, String> values = new LinkedHashMap<>();
        table.rows().forEach(row -> values.put(String.valueOf(row.getFirst()), String.valueOf(row.get(1))));
        return values;
    }
}
