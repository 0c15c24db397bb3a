package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Region;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How much carbon a kilowatt-hour stood for, at a place over a span, by one basis.
///
/// Facts of the ledger, most of them by the hour, come first. Where there are none, the catalog's yearly figure
/// holds for [GridBasis#LOCATION_BASED], with the least and the greatest figure any source gives as its range. For
/// [GridBasis#MARKET_BASED] the yearly figure is that grid's, less the carbon-free share that the provider
/// published; for the other bases there is none. What no figure covers is left out: nothing is guessed. Not
/// thread-safe.
public final class Grid {

    private final Catalog catalog;
    private final GridBasis basis;
    private final GridZones zones = new GridZones();
    private final Map<String, GridTimeline> timelines = new HashMap<>();
    private final Map<String, Optional<Yearly>> yearly = new HashMap<>();

    private Grid(Catalog catalog, GridBasis basis) {
        this.catalog = catalog;
        this.basis = basis;
    }

    /// The yearly figures of a catalog alone.
    public static Grid yearly(Catalog catalog, GridBasis basis) {
        return new Grid(catalog, basis);
    }

    /// The figures of a ledger that concern a span, and those of a catalog.
    public static Grid of(LedgerReader ledger, Catalog catalog, GridBasis basis, Span span) {
        var grid = new Grid(catalog, basis);
        // a figure that began before the span may reach into it; the longest that are kept are those of a year
        Span wider = span.from().isAfter(Span.EVER.from().plus(GridTimeline.LONGEST))
                ? new Span(span.from().minus(GridTimeline.LONGEST), span.to())
                : span;
        try (Stream<GridIntensity> facts = ledger.facts(GridIntensity.class, wider)) {
            facts.filter(fact -> fact.basis().equals(basis.text()))
                    .forEach(fact -> grid.timelines
                            .computeIfAbsent(fact.zone(), _ -> new GridTimeline())
                            .add(fact));
        }
        return grid;
    }

    /// A stretch with one intensity in gCO2e per kWh. `hourly` is true where a fact of the ledger says it, false
    /// for the yearly figure of the catalog.
    public record Piece(Span span, Range gramsPerKilowattHour, boolean hourly, String source) {}

    private record Yearly(Range grams, String source) {}

    public GridBasis basis() {
        return basis;
    }

    /// The stretches of a span whose intensity is known, in order; empty where none is.
    public List<Piece> over(String provider, String region, Span span) {
        List<Piece> pieces = new ArrayList<>();
        List<Span> open = List.of(span);
        for (String zone : zones.of(provider, region)) {
            GridTimeline timeline = timelines.get(zone);
            if (timeline == null || open.isEmpty()) {
                continue;
            }
            List<Span> left = new ArrayList<>();
            for (Span gap : open) {
                List<GridTimeline.Stretch> stretches = timeline.over(gap);
                stretches.forEach(stretch -> pieces.add(new Piece(
                        stretch.span(),
                        Range.exactly(stretch.fact().gramsPerKilowattHour()),
                        true,
                        stretch.fact().source())));
                left.addAll(rest(gap, stretches));
            }
            open = left;
        }
        Optional<Yearly> figure =
                yearly.computeIfAbsent(GridZones.name(provider, region), _ -> figure(provider, region));
        figure.ifPresent(year -> pieces.addAll(openPieces(span, pieces, year)));
        pieces.sort(Comparator.comparing(piece -> piece.span().from()));
        return pieces;
    }

    private static List<Piece> openPieces(Span span, List<Piece> known, Yearly year) {
        List<Span> open = List.of(span);
        for (Piece piece : known) {
            open = open.stream()
                    .flatMap(gap -> gap.without(piece.span()).stream())
                    .toList();
        }
        return open.stream()
                .map(gap -> new Piece(gap, year.grams(), false, year.source()))
                .toList();
    }

    private static List<Span> rest(Span gap, List<GridTimeline.Stretch> stretches) {
        List<Span> open = List.of(gap);
        for (GridTimeline.Stretch stretch : stretches) {
            open = open.stream()
                    .flatMap(each -> each.without(stretch.span()).stream())
                    .toList();
        }
        return open;
    }

    private Optional<Yearly> figure(String provider, String region) {
        return switch (basis) {
            case LOCATION_BASED -> catalog.region(provider, region).flatMap(Grid::located);
            case MARKET_BASED -> catalog.region(provider, region).flatMap(Grid::contracted);
            case DIRECT, MARGINAL -> Optional.empty();
        };
    }

    private static Optional<Yearly> located(Region region) {
        return region.intensity().map(preferred -> {
            List<BigDecimal> all = region.intensities().stream()
                    .map(dev.outlay.catalog.GridIntensity::gramsCo2ePerKilowattHour)
                    .sorted()
                    .toList();
            return new Yearly(
                    new Range(all.getFirst(), preferred.gramsCo2ePerKilowattHour(), all.getLast()),
                    preferred.basis().toString());
        });
    }

    // the share is the provider's own, of one place and year; what is left is taken to be as dirty as the grid
    private static Optional<Yearly> contracted(Region region) {
        return region.intensity()
                .flatMap(grid -> Optional.ofNullable(grid.carbonFreeShare())
                        .map(free -> new Yearly(
                                Range.exactly(grid.gramsCo2ePerKilowattHour().multiply(BigDecimal.ONE.subtract(free))),
                                "grid less the provider's carbon-free share of " + Decimals.text(free) + ": "
                                        + grid.basis())));
    }
}
