package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Rerating;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A run on eight GPUs at 2 USD an hour each, which makes an epoch of 1,000 steps in about half an hour.
final class FinishReportTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOW = START.plusSeconds(20 * 1800);

    private final MemoryLedger ledger = new MemoryLedger();
    private final Outlay outlay = new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(NOW));

    @BeforeEach
    void twentyEpochsAreMade() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        double at = 0;
        for (int epoch = 1; epoch <= 20; epoch++) {
            at += 1800 + 30 * Math.sin(epoch);
            facts.add(word("r", START.plusSeconds((long) at), epoch, 1.5 + 4 * Math.pow(epoch, -0.5)));
        }
        facts.add(usage("r"));
        facts.add(price());
        ledger.append(Reading.of(facts));
        new Rerating(ledger, Catalog.builtin()).rate(Span.dayOf(START), _ -> {});
    }

    @Test
    void whatIsLeftTakesAsLongAsTheEpochsSeenAndCostsWhatAnHourCosts() {
        Table answer = outlay.answer("finish", Parameters.of("run", "r", "remaining-epochs", "10"));
        assertThat(decimal(answer, "hours_left")).isBetween(new BigDecimal("4.95"), new BigDecimal("5.05"));
        assertThat(decimal(answer, "hours_left_low")).isBetween(new BigDecimal("4.50"), new BigDecimal("4.99"));
        assertThat(decimal(answer, "hours_left_high")).isBetween(new BigDecimal("5.01"), new BigDecimal("5.50"));
        assertThat(answer.heading())
                .containsEntry("cost_per_hour", "16.00")
                .containsEntry("cost_so_far", "160.00")
                .containsEntry("currency", "USD");
        assertThat(decimal(answer, "cost_left")).isBetween(new BigDecimal("79"), new BigDecimal("81"));
        assertThat(String.valueOf(answer.heading().get("price_basis")))
                .contains("1 charges of 2026-10-01T00:00:00Z")
                .contains("contract 7");
    }

    @Test
    void stepsAndEpochsAreTheSameWay() {
        Table epochs = outlay.answer("finish", Parameters.of("run", "r", "remaining-epochs", "10"));
        Table steps = outlay.answer("finish", Parameters.of("run", "r", "total-steps", "30000"));
        assertThat(steps.heading())
                .containsEntry("hours_left", String.valueOf(epochs.heading().get("hours_left")));
    }

    @Test
    void stoppingEarlySavesAndCostsLossWithItsInterval() {
        Table answer = outlay.answer(
                "finish",
                Parameters.of("run", "r", "remaining-epochs", "20", "what-if-stop", "5", "what-if-batch", "2"));
        Map<String, @Nullable String> stop = row(answer, "stop after 5 more");
        assertThat(new BigDecimal(String.valueOf(stop.get("saved"))))
                .isBetween(new BigDecimal("118"), new BigDecimal("122"));
        double truth = 4 * (Math.pow(25, -0.5) - Math.pow(40, -0.5));
        assertThat(Double.parseDouble(String.valueOf(stop.get("metric_change"))))
                .isCloseTo(truth, org.assertj.core.data.Offset.offset(0.02));
        assertThat(Double.parseDouble(String.valueOf(stop.get("change_low")))).isLessThanOrEqualTo(truth + 0.02);
        assertThat(stop.get("risk")).contains("forgoes");
        Map<String, @Nullable String> batch = row(answer, "batch x 2");
        assertThat(new BigDecimal(String.valueOf(batch.get("hours_low")))).isLessThan(new BigDecimal("5.01"));
        assertThat(row(answer, "as planned").get("saved")).isEqualTo("0.00");
    }

    @Test
    void withoutACurveTheWhatIfsTellTimeAndMoneyAndSaySo() {
        Table answer = outlay.answer(
                "finish",
                Parameters.of(
                        "run",
                        "r",
                        "remaining-epochs",
                        "10",
                        "metric",
                        "bleu",
                        "what-if-dataset",
                        "0.5",
                        "what-if-total",
                        "25"));
        Map<String, @Nullable String> half = row(answer, "with 50 % of the data");
        assertThat(half.get("metric_change")).isNull();
        assertThat(half.get("risk")).contains("there is no curve");
        assertThat(half.get("hours")).isEqualTo(row(answer, "25 in all").get("hours"));
        assertThat(answer.notes()).anyMatch(note -> note.startsWith("no curve of bleu"));
    }

    @Test
    void aRunWithoutChargesIsPricedAsTheCallerSays() throws SourceException {
        ledger.append(Reading.of(List.of(word("free", START.plusSeconds(3600), 1, 3))));
        Table answer = outlay.answer("finish", Parameters.of("run", "free", "remaining-epochs", "2"));
        assertThat(answer.heading()).containsEntry("hours_left", "2.00").containsEntry("cost_left", null);
        assertThat(answer.notes()).anyMatch(note -> note.contains("give per-hour, or provider and instance"));
        answer = outlay.answer("finish", Parameters.of("run", "free", "remaining-epochs", "2", "per-hour", "12.5 USD"));
        assertThat(answer.heading()).containsEntry("cost_left", "25.00").containsEntry("price_basis", "as given");
        answer = outlay.answer(
                "finish",
                Parameters.of(
                        "run",
                        "free",
                        "remaining-epochs",
                        "2",
                        "provider",
                        "aws",
                        "instance",
                        "p3.2xlarge",
                        "region",
                        "us-east-1",
                        "count",
                        "2"));
        assertThat(answer.heading()).containsEntry("cost_left", "12.24");
    }

    @Test
    void aQuestionThatCannotBeAnsweredSaysWhatToDo() throws SourceException {
        assertThatThrownBy(() -> outlay.answer("finish", Parameters.of("run", "r")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("give remaining-epochs, remaining-steps, total-epochs or total-steps");
        assertThatThrownBy(() -> outlay.answer(
                        "finish", Parameters.of("run", "r", "remaining-epochs", "1", "total-epochs", "30")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("given 2 times");
        assertThatThrownBy(() -> outlay.answer("finish", Parameters.of("run", "r", "total-epochs", "20")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("nothing is left");
        assertThatThrownBy(() -> outlay.answer(
                        "finish", Parameters.of("run", "r", "remaining-epochs", "5", "what-if-stop", "6")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no early stop");
        assertThatThrownBy(() -> outlay.answer("finish", Parameters.of("run", "q", "remaining-epochs", "5")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no run is called 'q'");
        ledger.append(Reading.of(List.of(new Run(
                Origin.of("runs/mute", "test"),
                START,
                null,
                "mute",
                1,
                RunStatus.RUNNING,
                Owner.UNKNOWN,
                null,
                Map.of()))));
        assertThatThrownBy(() -> outlay.answer("finish", Parameters.of("run", "mute", "remaining-epochs", "5")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("does not say how far it came in epochs");
    }

    private static Run word(String run, Instant at, int epoch, double loss) {
        return new Run(
                Origin.of("runs/" + run + "/1/" + at, "test"),
                at,
                new Span(START, at),
                run,
                1,
                RunStatus.RUNNING,
                Owner.UNKNOWN,
                null,
                Map.of(
                        "epoch",
                        BigDecimal.valueOf(epoch),
                        "steps",
                        BigDecimal.valueOf(1000L * epoch),
                        "loss",
                        BigDecimal.valueOf(loss)));
    }

    private static Usage usage(String run) {
        return new Usage(
                Origin.of("usage/" + run, "test"),
                new Span(START, NOW),
                new Place("aws", "us-east-1", null, null, null),
                new Owner(null, null, null, null, null, null, null, null, null, run),
                Resource.GPU,
                null,
                CapacityType.ON_DEMAND,
                "A100-SXM4-40GB",
                null,
                null,
                Share.WHOLE,
                null,
                new BigDecimal("8"),
                null,
                null,
                Map.of());
    }

    private static Price price() {
        return new Price(
                Origin.of("price/1", "test"),
                Instant.EPOCH,
                "aws",
                "A100-SXM4-40GB",
                null,
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", "2", PricingUnit.GPU_HOUR),
                "negotiated",
                "contract 7");
    }

    private static BigDecimal decimal(Table table, String name) {
        return new BigDecimal(String.valueOf(table.heading().get(name)));
    }

    private static Map<String, @Nullable String> row(Table table, String scenario) {
        Map<String, @Nullable String> named = new HashMap<>();
        List<@Nullable String> row = table.rows().stream()
                .filter(each -> scenario.equals(each.getFirst()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < table.columns().size(); i++) {
            named.put(table.columns().get(i).name(), row.get(i));
        }
        return named;
    }
}
