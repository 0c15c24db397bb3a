package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Column;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files in `examples/savings` with their expected tables. With `-Dgolden.update=true` these are written anew.
class SavingsExampleTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-02T00:00:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "savings");

    @TempDir
    Path home;

    @Test
    void theTablesAreThoseWorkedOutByHand() throws Exception {
        try (Outlay outlay = taken(MemoryLedger::new)) {
            for (String name : List.of("savings", "kpi", "units")) {
                Path golden = EXAMPLE.resolve("expected-" + name + ".csv");
                String answered = text(answer(outlay, name));
                if (Boolean.getBoolean("golden.update")) {
                    Files.writeString(golden, answered);
                }
                assertThat(answered).as(name).isEqualTo(Files.readString(golden));
            }
        }
    }

    @Test
    void costWithRoiIsTheReportOfSavings() throws Exception {
        try (Outlay outlay = taken(MemoryLedger::new)) {
            Table cost = outlay.answer(
                    "cost",
                    Parameters.of("roi", "true", "from", "2026-10-05", "to", "2026-10-07", "investment", "20 USD"));
            assertThat(cost).isEqualTo(answer(outlay, "savings"));
            assertThat(cost.heading()).containsEntry("saved", "137.00").containsEntry("cost", "144.225806451612903226");
        }
    }

    @Test
    void theLedgerInAFileAnswersAsTheOneInMemory() throws Exception {
        try (Outlay memory = taken(MemoryLedger::new);
                Outlay file = taken(() -> Connectors.ledger(null, home, CLOCK))) {
            for (String name : List.of("savings", "kpi", "units")) {
                assertThat(answer(file, name)).isEqualTo(answer(memory, name));
            }
        }
    }

    private static Outlay taken(Supplier<Ledger> ledger) throws Exception {
        var outlay = new Outlay(ledger, Catalog.builtin(), CLOCK);
        take(outlay, "prices", "prices.csv");
        take(outlay, "usage", "usage.csv");
        take(outlay, "focus", "bill.csv");
        return outlay;
    }

    private static void take(Outlay outlay, String kind, String file) throws Exception {
        assertThat(outlay.take(Connectors.source(kind, EXAMPLE.resolve(file), CLOCK, Progress.NONE))
                        .facts()
                        .refused())
                .isZero();
    }

    private static Table answer(Outlay outlay, String name) {
        return outlay.answer(
                name,
                switch (name) {
                    case "units" -> Parameters.of("by", "team");
                    case "kpi" ->
                        Parameters.of(
                                "from", "2026-10-05", "to", "2026-10-07", "budget", "150 USD", "investment", "20 USD");
                    default -> Parameters.of("from", "2026-10-05", "to", "2026-10-07", "investment", "20 USD");
                });
    }

    private static String text(Table table) {
        StringBuilder text = new StringBuilder();
        table.heading()
                .forEach((name, value) -> text.append("# ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append(line(table.columns().stream().map(Column::name).toList()));
        table.rows().forEach(row -> text.append(line(row)));
        for (Table part : table.parts()) {
            text.append("# table ").append(part.name()).append('\n').append(text(part));
        }
        return text.toString();
    }

    private static String line(List<? extends @Nullable String> cells) {
        return cells.stream()
                        .map(cell -> cell == null ? "" : cell.contains(",") ? "\"" + cell + "\"" : cell)
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
