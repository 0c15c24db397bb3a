package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.Taken;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Source;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The files in `examples`, with the totals that `examples/README.md` works out by hand.
class ExamplesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-05T00:00:00Z"));
    private static final Path EXAMPLES = Path.of("..", "examples", "small-team");

    private final Outlay outlay = new Outlay(MemoryLedger::new, Catalog.builtin(), CLOCK);

    @BeforeEach
    void takeThePricesAndTheUsage() throws Exception {
        take(PriceFile.source(EXAMPLES.resolve("prices.csv"), CLOCK, Progress.NONE), 3);
        take(UsageFile.source(EXAMPLES.resolve("usage.csv"), CLOCK, Progress.NONE), 10);
    }

    @AfterEach
    void close() {
        outlay.close();
    }

    @Test
    void eachTeamPaysForWhatItHeld() {
        assertThat(values("effective", "team"))
                .containsExactlyInAnyOrderEntriesOf(numbers(Map.of(
                        "vision",
                        "96",
                        "search",
                        "70",
                        "speech",
                        "18",
                        "robotics",
                        "14",
                        "nobody",
                        "4",
                        "idle",
                        "52")));
    }

    @Test
    void whatNobodyHeldOfTheMachineIsIdle() {
        assertThat(values("effective", "use"))
                .containsExactlyInAnyOrderEntriesOf(numbers(Map.of("used", "202", "idle", "52")));
        assertThat(values("gpu-hours", "use"))
                .containsExactlyInAnyOrderEntriesOf(numbers(Map.of("used", "108", "idle", "26")));
    }

    @Test
    void aUseOverMidnightPaysTheOldPriceAndThenTheNew() {
        assertThat(values("effective", "day"))
                .containsExactlyInAnyOrderEntriesOf(numbers(Map.of("2026-10-01", "218", "2026-10-02", "36")));
    }

    @Test
    void aUseWithoutAPriceIsCountedAndNotGuessed() {
        Table answer = outlay.answer("cost", Parameters.of("by", "team"));
        assertThat(answer.heading()).containsEntry("total", "254.00").containsEntry("unpriced", "1");
    }

    @Test
    void theBillAddsWhatIsNotMetered() throws Exception {
        take(FocusFile.source(EXAMPLES.resolve("bill.csv"), CLOCK, Progress.NONE), 4);
        assertThat(outlay.answer("cost", Parameters.of("measure", "billed")).heading())
                .containsEntry("total", "283.75");
        assertThat(outlay.answer("cost", Parameters.of()).heading()).containsEntry("total", "282.25");
        assertThat(values("effective", "team")).containsEntry("vision", new BigDecimal("116").stripTrailingZeros());
    }

    private void take(Source source, long facts) throws Exception {
        Taken taken = outlay.take(source);
        assertThat(taken.facts().added()).isEqualTo(facts);
        assertThat(taken.facts().refused()).isZero();
    }

    private Map<String, BigDecimal> values(String measure, String by) {
        Map<String, BigDecimal> values = new HashMap<>();
        outlay.answer("cost", Parameters.of("by", by, "measure", measure))
                .rows()
                .forEach(row -> {
                    String value = row.getLast();
                    if (value != null) {
                        String name = row.getFirst();
                        values.merge(
                                name == null ? "nobody" : name,
                                new BigDecimal(value).stripTrailingZeros(),
                                BigDecimal::add);
                    }
                });
        values.replaceAll((_, value) -> value.stripTrailingZeros());
        return values;
    }

    private static Map<String, BigDecimal> numbers(Map<String, String> texts) {
        Map<String, BigDecimal> numbers = new HashMap<>();
        texts.forEach((name, text) -> numbers.put(name, new BigDecimal(text).stripTrailingZeros()));
        return numbers;
    }
}
