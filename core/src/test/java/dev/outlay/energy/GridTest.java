package dev.outlay.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "us-east-2",
                "us-west-1",
                "us-west-2",
                "ca-central-1",
                "eu-west-1",
                "eu-central-1",
                "eu-north-1",
                "ap-southeast-1",
                "ap-northeast-1",
                "ap-south-1"
            })
    void everyRegionOfTheReferenceListHasAnIntensityWithItsSource(String region) {
        Grid grid = Grid.yearly(Catalog.builtin(), GridBasis.LOCATION_BASED);
        List<Grid.Piece> pieces = grid.over("aws", region, Span.of(NOON, Duration.ofHours(3)));
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().gramsPerKilowattHour().value()).isPositive();
        assertThat(pieces.getFirst().source()).isNotBlank();
        assertThat(pieces.getFirst().hourly()).isFalse();
    }

    @Test
    void everyRegionOfTheCatalogHasAnIntensity() {
        Grid grid = Grid.yearly(Catalog.builtin(), GridBasis.LOCATION_BASED);
        assertThat(Catalog.builtin().regions())
                .hasSizeGreaterThan(150)
                .allSatisfy(region -> assertThat(grid.over(region.provider(), region.id(), hour(0)))
                        .as(region.provider() + " " + region.id())
                        .isNotEmpty());
    }

    @Test
    void aRegionNobodyKnowsHasNone() {
        assertThat(Grid.yearly(Catalog.builtin(), GridBasis.LOCATION_BASED).over("aws", "mars-1", hour(0)))
                .isEmpty();
        assertThat(Grid.yearly(Catalog.builtin(), GridBasis.MARGINAL).over("aws", "eu-west-1", hour(0)))
                .isEmpty();
    }

    @Test
    void whatWasMeasuredGoesBeforeEstimatesAndForecastsWhateverCameLast() {
        Grid grid = grid(
                fact("GB", hour(0), "3", "Electricity Maps, forecast"),
                fact("GB", hour(0), "1", "Electricity Maps"),
                fact("GB", hour(0), "2", "Electricity Maps, estimated"),
                fact("GB", hour(1), "5", "Electricity Maps, forecast"),
                fact("GB", hour(1), "4", "Electricity Maps, estimated"));
        assertThat(grams(grid, "aws", "eu-west-2", Span.of(NOON, Duration.ofHours(2))))
                .containsExactly("1", "4");
    }

    @Test
    void anHourGoesBeforeAYearAndTheRegionsOwnNameBeforeItsZone() {
        Span year = new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
        Grid grid = grid(
                fact("GB", year, "200", "supplier"),
                fact("GB", hour(0), "30", "service, forecast"),
                fact("gcp/europe-west2", hour(1), "7", "service, forecast"));
        assertThat(grams(grid, "aws", "eu-west-2", Span.of(NOON, Duration.ofHours(2))))
                .containsExactly("30", "200");
        assertThat(grams(grid, "gcp", "europe-west2", Span.of(NOON, Duration.ofHours(2))))
                .containsExactly("30", "7");
    }

    @Test
    void piecesCoverASpanOnceHoweverItIsCut() {
        Grid grid = grid(
                fact("GB", hour(1), "30", "service"),
                fact("GB", Span.of(NOON.plusSeconds(1800), Duration.ofHours(1)), "40", "service, forecast"),
                fact("GB", hour(4), "50", "service"));
        Span all = Span.of(NOON.minusSeconds(600), Duration.ofHours(7));
        assertThat(weighted(grid, all))
                .isEqualByComparingTo(weighted(grid, new Span(all.from(), NOON.plusSeconds(5000)))
                        .add(weighted(grid, new Span(NOON.plusSeconds(5000), all.to()))));
        assertThat(grid.over("aws", "eu-west-2", all).stream()
                        .map(piece -> piece.span().seconds())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(all.seconds());
    }

    @Test
    void anIntensityThatBeganBeforeTheSpanReachesIntoIt() {
        Span week = Span.of(NOON.minus(Duration.ofDays(3)), Duration.ofDays(7));
        assertThat(grams(grid(fact("GB", week, "77", "supplier")), "aws", "eu-west-2", hour(0)))
                .containsExactly("77");
    }

    @Test
    void theGreenestHourIsFoundAndWorkIsMeasuredOverAllItsHours() {
        Region london = Catalog.builtin().region("aws", "eu-west-2").orElseThrow();
        Grid grid = grid(
                fact("GB", hour(0), "100", "s"),
                fact("GB", hour(1), "90", "s"),
                fact("GB", hour(2), "10", "s"),
                fact("GB", hour(3), "200", "s"),
                fact("GB", hour(4), "50", "s"),
                fact("GB", hour(5), "50", "s"));
        var greener = new Greener(grid, Grid.yearly(Catalog.builtin(), GridBasis.LOCATION_BASED));
        BigDecimal pue = Objects.requireNonNull(london.pue());
        Greener.Choice one = greener.best(london, NOON, Duration.ofHours(1), Duration.ofHours(5))
                .orElseThrow();
        assertThat(one.start()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(one.gramsPerKilowattHour().value()).isEqualByComparingTo(pue.multiply(BigDecimal.TEN));
        Greener.Choice two = greener.best(london, NOON, Duration.ofHours(2), Duration.ofHours(5))
                .orElseThrow();
        assertThat(two.start()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(two.gramsPerKilowattHour().value()).isEqualByComparingTo(pue.multiply(new BigDecimal("50")));
        assertThat(two.hourly()).isTrue();
        // eight hours are not all known, so the year stands in for each of them
        Greener.Choice eight = greener.best(london, NOON, Duration.ofHours(8), Duration.ofHours(5))
                .orElseThrow();
        assertThat(eight.hourly()).isFalse();
        assertThat(eight.start()).isEqualTo(NOON);
    }

    @Test
    void twoBasesAreNotCompared() {
        assertThatThrownBy(() -> new Greener(grid(), Grid.yearly(Catalog.builtin(), GridBasis.MARGINAL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two bases are not compared");
    }

    private static BigDecimal weighted(Grid grid, Span span) {
        return grid.over("aws", "eu-west-2", span).stream()
                .map(piece -> piece.gramsPerKilowattHour()
                        .value()
                        .multiply(piece.span().seconds()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> grams(Grid grid, String provider, String region, Span span) {
        return grid.over(provider, region, span).stream()
                .map(piece -> piece.gramsPerKilowattHour().value().toPlainString())
                .toList();
    }

    private static Span hour(int after) {
        return Span.of(NOON.plus(Duration.ofHours(after)), Duration.ofHours(1));
    }

    private static Fact fact(String zone, Span span, String grams, String source) {
        return Charged.grid(zone, span, grams, GridBasis.LOCATION_BASED, source);
    }

    private static Grid grid(Fact... facts) {
        var ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(List.of(facts)));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return Grid.of(
                ledger,
                Catalog.builtin(),
                GridBasis.LOCATION_BASED,
                Span.of(NOON.minus(Duration.ofHours(1)), Duration.ofDays(2)));
    }
}
