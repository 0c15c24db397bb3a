package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Price;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PriceHistoryTest {

    private static final Span DAY = Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z");
    private static final PriceAlert.Thresholds TEN =
            new PriceAlert.Thresholds(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.valueOf(5));

    @Test
    void theMeanIsWeightedByTimeAndNotByRows() {
        PriceSeries series = series(
                Spots.spot("a", "10", "2026-10-01T00:00:00Z"),
                Spots.spot("a", "4", "2026-10-05T18:00:00Z"),
                Spots.spot("a", "4.5", "2026-10-05T23:00:00Z"));
        // 18 hours at 10, 5 at 4, 1 at 4.5
        assertThat(series.mean(DAY)).contains(Money.of("USD", "8.520833333333333333"));
    }

    @Test
    void beforeTheFirstPriceNothingIsKnownAndNothingIsGuessed() {
        PriceSeries series = series(Spots.spot("a", "8", "2026-10-05T12:00:00Z"));
        PriceStatistics statistics = PriceStatistics.of(series, DAY).orElseThrow();
        assertThat(statistics.mean()).isEqualTo(Money.of("USD", "8"));
        assertThat(statistics.known()).isEqualByComparingTo("43200");
        assertThat(series.at(DAY.from())).isEmpty();
        assertThat(series.mean(Uses.span("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aPriceSaidAgainIsOneStretchThatIsStatedLater() {
        PriceSeries series = series(
                Spots.spot("a", "10", "2026-10-05T01:00:00Z"),
                Spots.spot("a", "10.00", "2026-10-05T02:00:00Z"),
                Spots.spot("a", "9", "2026-10-05T03:00:00Z"));
        assertThat(series.stretches()).hasSize(2);
        assertThat(series.stretches().getFirst().statements()).isEqualTo(2);
        assertThat(series.stretches().getFirst().lastStated()).isEqualTo("2026-10-05T02:00:00Z");
        assertThat(series.stretches().getFirst().until()).isEqualTo("2026-10-05T03:00:00Z");
        assertThat(series.stretches().getLast().until()).isNull();
    }

    @Test
    void zonesWaysToBuyAndCurrenciesAreSeriesOfTheirOwn() {
        List<PriceSeries> all = PriceHistory.of(
                Spots.ledger(List.of(
                        Spots.spot("a", "10", "2026-10-05T01:00:00Z"),
                        Spots.spot("b", "9", "2026-10-05T01:00:00Z"),
                        Uses.price(Uses.MACHINE, "20", PricingUnit.HOUR, "2026-10-05T01:00:00Z"))),
                DAY,
                _ -> true);
        assertThat(all)
                .extracting(series -> series.thing().toString())
                .containsExactly(
                        "on-demand p4d.24xlarge of aws in us-east-1",
                        "spot p4d.24xlarge of aws in a",
                        "spot p4d.24xlarge of aws in b");
    }

    @Test
    void ofTwoPricesOfOneInstantOneHolds() {
        PriceSeries series = series(
                Spots.spot("a", "10", "2026-10-05T00:00:00Z"),
                Spots.spot("a", "8", "2026-10-05T06:00:00Z"),
                Spots.spot("a", "9", "2026-10-05T06:00:00Z"));
        assertThat(series.stretches()).extracting(PriceStretch::amount).containsExactly(usd("10"), usd("9"));
        PriceSeries back = series(
                Spots.spot("a", "10", "2026-10-05T00:00:00Z"),
                Spots.spot("a", "09", "2026-10-05T06:00:00Z"),
                Spots.spot("a", "10", "2026-10-05T06:00:00Z"));
        assertThat(back.stretches())
                .singleElement()
                .extracting(PriceStretch::until)
                .isNull();
    }

    @Test
    void theLatestPriceThatHoldsIsTheOneThatRates() {
        List<Price> prices = random(7);
        PriceSeries series = series(prices.toArray(Price[]::new));
        var book = new PriceBook(dev.outlay.catalog.Catalog.builtin(), prices);
        var wanted = new Wanted("aws", Uses.MACHINE, "us-east-1", "a", dev.outlay.ledger.CapacityType.SPOT);
        for (Instant at = DAY.from(); at.isBefore(DAY.to()); at = at.plusSeconds(611)) {
            assertThat(series.at(at).map(PriceStretch::amount))
                    .isEqualTo(book.stated(at, wanted).map(rate -> rate.price().price()));
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void howeverASpanIsCutTheMeanIsTheSame(long seed) {
        PriceSeries series = series(random(seed).toArray(Price[]::new));
        var random = new Random(seed);
        TimeWeighted pieces = TimeWeighted.NOTHING;
        Instant from = DAY.from();
        while (from.isBefore(DAY.to())) {
            Instant to = from.plusNanos(1_000 * (1 + random.nextLong(9_000_000_000L)));
            Span piece = new Span(from, to.isBefore(DAY.to()) ? to : DAY.to());
            pieces = pieces.plus(series.over(piece));
            from = piece.to();
        }
        assertThat(pieces).as("seed %s", seed).isEqualTo(series.over(DAY));
        assertThat(pieces.mean()).as("seed %s", seed).isEqualTo(series.over(DAY).mean());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasKnownBeforeASpanDoesNotMatterBeyondTheLastOfIt(long seed) {
        List<Price> prices = random(seed);
        Span half = Uses.span("2026-10-05T12:00:00Z", "2026-10-06T00:00:00Z");
        PriceSeries all = series(prices.toArray(Price[]::new));
        PriceSeries late =
                PriceHistory.of(Spots.ledger(prices), half, _ -> true).getFirst();
        assertThat(late.over(half)).as("seed %s", seed).isEqualTo(all.over(half));
        assertThat(late.within(half)).as("seed %s", seed).isEqualTo(all.within(half));
        assertThat(late.stretches()).as("seed %s", seed).isEqualTo(late.within(half));
    }

    @Test
    void dropsSurgesAndLowsAreToldFromTheThresholdOn() {
        assertThat(alerts("10", "9")).containsExactly(PriceAlert.Kind.DROP, PriceAlert.Kind.LOW);
        assertThat(alerts("10", "9.000001")).containsExactly(PriceAlert.Kind.LOW);
        assertThat(alerts("10", "11")).containsExactly(PriceAlert.Kind.SURGE);
        assertThat(alerts("10", "10.999999")).isEmpty();
        assertThat(alerts("10", "10.5")).containsExactly(PriceAlert.Kind.LOW);
        assertThat(alerts("10", "10")).isEmpty();
        assertThat(alerts("0", "1")).containsExactly(PriceAlert.Kind.SURGE);
    }

    @Test
    void anAlertHoldsBothPricesWithTheirFacts() {
        PriceAlert drop = PriceAlert.of(statistics("10", "7.5"), TEN).getFirst();
        assertThat(drop.percent()).isEqualByComparingTo("-25");
        assertThat(drop.before().price().at()).isEqualTo("2026-10-04T00:00:00Z");
        assertThat(drop.now().price().at()).isEqualTo("2026-10-05T08:00:00Z");
        assertThat(drop.now().price().source()).isEqualTo("test feed");
    }

    @Test
    void aPriceThatBeginsNowIsTheCurrentOne() {
        PriceSeries series =
                series(Spots.spot("a", "10", "2026-10-05T00:00:00Z"), Spots.spot("a", "6", "2026-10-06T00:00:00Z"));
        PriceStatistics statistics = PriceStatistics.of(series, DAY).orElseThrow();
        assertThat(statistics.current().amount()).isEqualTo(usd("6"));
        assertThat(statistics.lowest().amount()).isEqualTo(usd("6"));
        assertThat(statistics.mean()).isEqualTo(usd("10"));
        assertThat(statistics.changePercent()).contains(new BigDecimal("-40.00"));
    }

    private static List<PriceAlert.Kind> alerts(String before, String now) {
        return PriceAlert.of(statistics(before, now), TEN).stream()
                .map(PriceAlert::kind)
                .toList();
    }

    private static PriceStatistics statistics(String before, String now) {
        PriceSeries series =
                series(Spots.spot("a", before, "2026-10-04T00:00:00Z"), Spots.spot("a", now, "2026-10-05T08:00:00Z"));
        return PriceStatistics.of(series, DAY).orElseThrow();
    }

    private static Money usd(String amount) {
        return Money.of("USD", amount);
    }

    private static PriceSeries series(Price... prices) {
        return PriceHistory.of(Spots.ledger(List.of(prices)), PriceStatistics.withEnd(DAY), _ -> true)
                .getFirst();
    }

    /// Prices of one zone from two days before the day on, some said again, some at one instant.
    private static List<Price> random(long seed) {
        var random = new Random(seed);
        List<Price> prices = new ArrayList<>();
        Instant at = DAY.from().minus(Duration.ofHours(random.nextInt(48)));
        for (int i = 0; i < 40; i++) {
            prices.add(Spots.spot("a", (1 + random.nextInt(4)) + "." + (100_000 + random.nextInt(3)), at.toString()));
            at = random.nextInt(5) == 0 ? at : at.plusMillis(1 + random.nextInt(7_200_000));
        }
        return prices;
    }
}
