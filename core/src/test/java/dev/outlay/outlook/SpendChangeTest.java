package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Why spend changed: price against quantity, and which dimension tells.
class SpendChangeTest {

    private static final Instant SEPTEMBER = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final SpendChange.Question QUESTION = new SpendChange.Question(
            new Span(SEPTEMBER, OCTOBER), new Span(OCTOBER, NOVEMBER), Measure.EFFECTIVE, List.of(), "USD");

    private final List<Fact> facts = new ArrayList<>();

    @Test
    void aDearerHourIsPriceAndMoreHoursAreQuantityAtTheOldPrice() {
        held(SEPTEMBER, "vision", "aws", "H100", "10", "20.00");
        held(OCTOBER, "vision", "aws", "H100", "15", "45.00");

        SpendChange.Part part = only(change().by(Named.TEAM, QUESTION).parts());
        assertThat(part.byPrice()).isEqualByComparingTo("15.00");
        assertThat(part.byQuantity()).isEqualByComparingTo("10.00");
        assertThat(part.other()).isZero();
        SpendChange.Repriced repriced = only(change().by(Named.TEAM, QUESTION).repriced());
        assertThat(repriced.before()).isEqualByComparingTo("2");
        assertThat(repriced.after()).isEqualByComparingTo("3");
    }

    @Test
    void whatIsNewOrGoneIsQuantityAndWhatHoldsNoGpuIsOther() {
        held(SEPTEMBER, "vision", "aws", "A100", "10", "20.00");
        held(OCTOBER, "vision", "aws", "H100", "5", "30.00");
        held(SEPTEMBER, "vision", "aws", null, null, "1.00");
        held(OCTOBER, "vision", "aws", null, null, "4.00");

        SpendChange.Part part = only(change().by(Named.TEAM, QUESTION).parts());
        assertThat(part.byPrice()).isZero();
        assertThat(part.byQuantity()).isEqualByComparingTo("10.00");
        assertThat(part.other()).isEqualByComparingTo("3.00");
    }

    @Test
    void tellsTheDimensionWhoseFewValuesMadeIt() {
        for (String team : List.of("vision", "speech", "search")) {
            for (String provider : List.of("aws", "gcp", "azure")) {
                held(SEPTEMBER, team, provider, "H100", "10", "20.00");
                boolean grew = provider.equals("gcp");
                held(OCTOBER, team, provider, "H100", grew ? "40" : "10", grew ? "80.00" : "20.00");
            }
        }

        Telltale best = change().tried(QUESTION).getFirst();
        assertThat(best.dimension()).isEqualTo(Named.PROVIDER);
        assertThat(best.tells()).containsExactly("gcp");
        assertThat(best.part()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void priceQuantityAndOtherAreTheChangeToTheLastDigit(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            boolean gpu = random.nextInt(5) > 0;
            held(
                    random.nextBoolean() ? SEPTEMBER : OCTOBER,
                    "team-" + random.nextInt(5),
                    "provider-" + random.nextInt(3),
                    gpu ? "gpu-" + random.nextInt(3) : null,
                    gpu ? Integer.toString(1 + random.nextInt(50)) : null,
                    BigDecimal.valueOf(random.nextLong(1_000_000), 5).toPlainString());
        }
        for (Named by : List.of(Named.TEAM, Named.PROVIDER, Named.GPU_MODEL)) {
            BigDecimal sum = BigDecimal.ZERO;
            for (SpendChange.Part part : change().by(by, QUESTION).parts()) {
                assertThat(part.byPrice().add(part.byQuantity()).add(part.other()))
                        .as("seed %s, %s", seed, part.group())
                        .isEqualByComparingTo(part.change());
                sum = sum.add(part.change());
            }
            BigDecimal whole = change().by(Named.USE, QUESTION).parts().stream()
                    .map(SpendChange.Part::change)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as("seed %s", seed).isEqualByComparingTo(whole);
        }
    }

    @Test
    void theReportSaysItInASentenceAndAsksForTheSpan() {
        held(SEPTEMBER, "vision", "aws", "H100", "10", "20.00");
        held(OCTOBER, "vision", "aws", "H100", "15", "45.00");
        held(SEPTEMBER, "speech", "aws", "H100", "10", "20.00");
        held(OCTOBER, "speech", "aws", "H100", "10", "20.00");
        try (var outlay = new Outlay(this::ledger, Catalog.builtin(), InstantSource.fixed(NOVEMBER))) {
            Table table = outlay.answer(
                    "explain", Parameters.of("from", "2026-10-01", "to", "2026-11-01", "before-from", "2026-09-01"));

            assertThat(table.heading())
                    .containsEntry("change", "25.00")
                    .containsEntry("change_percent", "62.50")
                    .containsEntry("by", "team")
                    .containsEntry(
                            "because",
                            "spend rose by 25.00 USD (62.50 %): 15.00 by price, 10.00 by quantity of GPU time, 0.00"
                                    + " other; the largest change by team is vision with 25.00");
            assertThatThrownBy(() -> outlay.answer("explain", Parameters.NONE))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("give from and to");
        }
    }

    @Test
    void asksWhichCurrencyWhereThereAreSeveral() {
        held(SEPTEMBER, "vision", "aws", "H100", "10", "20.00");
        facts.add(charge(OCTOBER, "vision", "aws", "H100", "10", Money.of("EUR", "20.00")));
        try (var outlay = new Outlay(this::ledger, Catalog.builtin(), InstantSource.fixed(NOVEMBER))) {
            assertThatThrownBy(() -> outlay.answer("explain", Parameters.of("last", "31d")))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("EUR, USD");
            assertThat(outlay.answer("explain", Parameters.of("last", "31d", "currency", "EUR"))
                            .heading())
                    .containsEntry("change", "20.00");
        }
    }

    @Test
    void waysToTrainStandSideBySideAndOneThatCannotBeGoneSaysWhy() {
        try (var outlay = new Outlay(this::ledger, Catalog.builtin(), InstantSource.fixed(NOVEMBER))) {
            Table table = outlay.answer(
                    "compare-training",
                    new Parameters(Map.of(
                            "params",
                            List.of("7B"),
                            "tokens",
                            List.of("140B"),
                            "config",
                            List.of("gpu=H100;gpus=64", "gpu=H100;gpus=128", "gpu=T4;gpus=1"))));

            List<String> problems = table.rows().stream()
                    .map(row -> String.valueOf(row.getLast()))
                    .toList();
            assertThat(problems.subList(0, 2)).containsOnly("null");
            assertThat(problems.getLast()).contains("cannot be trained on 1 x T4");
            String alone = outlay.answer(
                            "predict", Parameters.of("params", "7B", "tokens", "140B", "gpu", "H100", "gpus", "64"))
                    .heading()
                    .get("hours");
            assertThat(table.rows().getFirst().get(1)).isEqualTo(alone);
            assertThat(table.rows().stream().map(row -> String.valueOf(row.get(9))))
                    .contains("0.00");
            assertThatThrownBy(() -> outlay.answer("compare-training", Parameters.of("config", "gpu=H100")))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessageContaining("2 to 50 ways");
        }
    }

    private SpendChange change() {
        return new SpendChange(ledger());
    }

    private MemoryLedger ledger() {
        var ledger = new MemoryLedger();
        try {
            ledger.append(consumer -> facts.forEach(consumer));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }

    private void held(
            Instant at, String team, String provider, @Nullable String gpu, @Nullable String hours, String usd) {
        facts.add(charge(at, team, provider, gpu, hours, Money.of("USD", usd)));
    }

    private Charge charge(
            Instant at, String team, String provider, @Nullable String gpu, @Nullable String hours, Money cost) {
        return new Charge(
                Origin.of("change/" + facts.size(), "change"),
                ChargeStatus.METERED,
                Span.of(at.plus(Duration.ofHours(facts.size() % 24)), Duration.ofHours(1)),
                null,
                Costs.of(cost),
                new Place(provider, "us-east-1", null, null, null),
                new Owner(null, null, null, null, team, null, null, null, null, null),
                new Product("Compute", "Compute", null, null, null, null, null, null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                gpu == null
                        ? GpuUse.NONE
                        : new GpuUse(
                                gpu,
                                null,
                                null,
                                CapacityType.ON_DEMAND,
                                hours == null ? null : new BigDecimal(hours).multiply(BigDecimal.valueOf(3600)),
                                false,
                                null,
                                null,
                                false),
                null,
                null,
                Map.of());
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }
}
