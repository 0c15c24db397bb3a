package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Parameters;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The worked example of docs/concepts/sharing.md.
final class SharingExampleTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final Path ROOT = Path.of("..");

    @Test
    void everyFigureOfThePageIsWhatTheLedgerSays() throws Exception {
        Map<String, BigDecimal> page = new TreeMap<>();
        Map<String, String> methods = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/concepts/sharing.md"))) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 7 && cells.get(5).matches("[0-9.]+")) {
                String key = cells.get(1) + "/" + cells.get(2);
                page.put(key, new BigDecimal(cells.get(5)).stripTrailingZeros());
                if (cells.get(3).contains(", ")) {
                    methods.put(key, cells.get(3).substring(cells.get(3).indexOf(", ") + 2));
                }
            }
        }
        assertThat(page).hasSize(9);
        try (var outlay = new Outlay(MemoryLedger::new, Catalog.builtin(), CLOCK)) {
            outlay.take(PriceFile.source(ROOT.resolve("examples/gpu-sharing/prices.csv"), CLOCK, Progress.NONE));
            outlay.take(UsageFile.source(ROOT.resolve("examples/gpu-sharing/usage.csv"), CLOCK, Progress.NONE));
            assertThat(outlay.answer("cost", Parameters.NONE).heading()).containsEntry("total", "93.00");
            Map<String, BigDecimal> paid = new TreeMap<>();
            Map<String, String> said = new TreeMap<>();
            try (Stream<Charge> charges = outlay.ledger().facts(Charge.class, Span.EVER)) {
                charges.forEach(charge -> {
                    String pod = charge.use().idle() ? "idle" : charge.owner().pod();
                    String key = charge.place().node() + "/" + pod;
                    BigDecimal amount =
                            Objects.requireNonNull(charge.costs().effective()).amount();
                    paid.merge(key, amount, BigDecimal::add);
                    paid.merge("all/", amount, BigDecimal::add);
                    AllocatedFrom whole = charge.allocatedFrom();
                    if (whole != null && whole.method() != null) {
                        said.put(key, whole.method());
                    }
                });
            }
            paid.replaceAll((_, amount) -> amount.stripTrailingZeros());
            assertThat(paid).isEqualTo(page);
            assertThat(said).isEqualTo(methods);
        }
    }
}
