package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Turns the usage of a stretch of time into charges, to the second and to the last digit.
///
/// A node's own row is what there is to share: its GPUs, and its vCPUs and memory where their use was metered,
/// divide its price, and what nobody held is charges of their own, marked idle, so that charges and idle sum to the
/// node. A shared device is divided among those who were on it at each moment; [Charge#allocatedFrom] says how.
/// Without a node's row a device costs the price of its model, or its part of its machine's. A use without a price
/// becomes a charge without costs: it is counted, shown as unpriced and never guessed. Uses that cannot have
/// happened together are refused. The same usage gives the same charges in any order, and cutting the time
/// differently changes no total. Not thread-safe.
public final class Rating implements Rater {

    /// What starts the origin id of every charge that was rated from usage.
    public static final String ORIGIN = "rated/";

    private static final Comparator<Usage> EARLIEST = Comparator.comparing(
                    (Usage usage) -> usage.span().from())
            .thenComparing(usage -> usage.origin().id());

    private final Machines machines;
    private final Meter meter;
    private final NodeRating onNodes;
    private final LooseRating loose;

    public Rating(Catalog catalog, PriceBook book) {
        this(catalog, book, MigBasis.COMPUTE);
    }

    public Rating(Catalog catalog, PriceBook book, MigBasis migBasis) {
        this(new Machines(catalog), new BookPrices(book), migBasis);
    }

    Rating(Machines machines, Prices prices, MigBasis migBasis) {
        this.machines = machines;
        var division = new Division(machines, migBasis);
        this.meter = new Meter(prices, machines, division);
        var charging = new Charging(machines);
        this.loose = new LooseRating(meter, division, charging, machines);
        this.onNodes = new NodeRating(meter, new NodePools(meter, machines, division), charging, machines, loose);
    }

    /// The charges of all usage that overlaps a span, cut to the span. The span is a UTC day or a part of one.
    @Override
    public Rated rate(List<Usage> usages, Span span) {
        List<Charge> charges = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Map<String, List<Usage>> nodes = new TreeMap<>();
        for (Usage usage : usages) {
            nodes.computeIfAbsent(node(usage), _ -> new ArrayList<>()).add(usage);
        }
        nodes.values().forEach(uses -> rateNode(uses, span, charges, refusals));
        return new Rated(charges, refusals);
    }

    private void rateNode(List<Usage> uses, Span span, List<Charge> charges, List<Refusal> refusals) {
        List<Usage> rows = uses.stream()
                .filter(use -> use.resource() == Resource.NODE)
                .sorted(EARLIEST)
                .toList();
        List<Usage> held =
                uses.stream().filter(use -> use.resource() != Resource.NODE).toList();
        var occupancy = new Occupancy(machines, refusals);
        if (uses.getFirst().place().node() == null) {
            // what names no node stands on none that is known
            rows.forEach(row -> onNodes.rate(row, List.of(), span, charges));
            loose.rate(
                    occupancy.admitClaims(
                            held.stream().map(use -> new Claim(use, use.span())).toList()),
                    span,
                    charges);
            return;
        }
        NavigableMap<Usage, List<Usage>> byRow = new TreeMap<>(EARLIEST);
        occupancy.nodes(rows).forEach(row -> byRow.put(row, new ArrayList<>()));
        List<Claim> alone = new ArrayList<>();
        for (Usage use : held) {
            List<Span> left = List.of(use.span());
            if (use.resource() != Resource.STORAGE && use.resource() != Resource.NETWORK) {
                for (Map.Entry<Usage, List<Usage>> row : byRow.entrySet()) {
                    Span rowSpan = row.getKey().span();
                    if (rowSpan.intersection(use.span()).isPresent()) {
                        row.getValue().add(use.on(row.getKey()));
                        left = left.stream()
                                .flatMap(part -> part.without(rowSpan).stream())
                                .toList();
                    }
                }
            }
            left.forEach(part -> alone.add(new Claim(use, part)));
        }
        byRow.forEach((row, on) -> {
            List<Usage> priced = occupancy.inOneCurrency(row, on, meter);
            onNodes.rate(row, occupancy.admit(priced, machines.gpusPerNode(row).orElse(null)), span, charges);
        });
        loose.rate(occupancy.admitClaims(alone), span, charges);
    }

    static String node(Usage usage) {
        Place place = usage.place();
        return place.provider() + "\n" + place.cluster() + "\n" + place.node();
    }
}
