package dev.outlay.allocation;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the machines that were both metered and billed, a stretch of days at a time.
///
/// A line of a bill is about a machine where the resource's id, the last part of that id, or its name is the name
/// of the node that was metered, or of the device where no node was said, at the same provider as far as both say
/// it. A name that two clusters or providers use for machines of the same days is matched with neither. Not
/// thread-safe.
final class Matching {

    private static final Filter METERED =
            new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.METERED.text(), ChargeStatus.CORRECTED.text()));
    private static final Filter COMPUTE = new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Compute"));
    private static final TotalsQuery NODES = TotalsQuery.of(Measure.GPU_HOURS)
            .by(Dimension.Named.PROVIDER, Dimension.Named.CLUSTER, Dimension.Named.NODE, Dimension.Named.DEVICE)
            .where(new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.METERED.text())), COMPUTE);

    private final LedgerReader ledger;

    Matching(LedgerReader ledger) {
        this.ledger = ledger;
    }

    /// Whole days that no matched line of a bill reaches out of, with their matches and the charges that settled
    /// them so far, by base id.
    record Window(Span span, List<Match> matches, Map<String, List<Charge>> settled) {}

    /// The window around a day.
    Window around(Instant day) {
        Span span = Span.dayOf(day);
        while (true) {
            Map<String, Set<Node>> nodes = nodes(span);
            Bill bill = bill(span, nodes);
            Span whole = bill.reach(span);
            if (whole.equals(span)) {
                return new Window(span, matches(span, bill), bill.settled);
            }
            span = whole;
        }
    }

    /// What a bill says in a window of the machines that were metered in it, by line, and what settled it.
    private record Bill(
            Map<String, Node> machines, Map<String, List<Charge>> lines, Map<String, List<Charge>> settled) {

        Span reach(Span span) {
            Span reach = span;
            for (Collection<List<Charge>> histories : List.of(lines.values(), settled.values())) {
                for (List<Charge> history : histories) {
                    Charge standing = Revisions.standing(history);
                    if (standing != null) {
                        reach = Objects.requireNonNull(Appended.cover(reach, days(standing.period())));
                    }
                }
            }
            return reach;
        }

        private static Span days(Span span) {
            Span last = Span.dayOf(span.to());
            return new Span(Span.dayOf(span.from()).from(), last.from().equals(span.to()) ? span.to() : last.to());
        }
    }

    private Map<String, Set<Node>> nodes(Span span) {
        Map<String, Set<Node>> nodes = new HashMap<>();
        for (Totals.Row row : ledger.totals(NODES.in(span)).rows()) {
            List<@Nullable String> values = row.dimensions();
            Node.of(values.get(0), values.get(1), values.get(2), values.get(3))
                    .ifPresent(node -> nodes.computeIfAbsent(node.name(), _ -> new LinkedHashSet<>())
                            .add(node));
        }
        return nodes;
    }

    private Bill bill(Span span, Map<String, Set<Node>> nodes) {
        var bill = new Bill(new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, List.of(BillLines.FILTER, COMPUTE))) {
            charges.forEach(charge -> {
                String base = Revisions.base(charge);
                if (base.startsWith(BillLines.SETTLED)) {
                    bill.settled.computeIfAbsent(base, _ -> new ArrayList<>()).add(charge);
                } else if (BillLines.isLine(charge)
                        && !"Purchase".equals(charge.terms().chargeCategory())) {
                    node(charge, nodes).ifPresent(node -> {
                        bill.machines.put(base, node);
                        bill.lines.computeIfAbsent(base, _ -> new ArrayList<>()).add(charge);
                    });
                }
            });
        }
        return bill;
    }

    private static Optional<Node> node(Charge line, Map<String, Set<Node>> nodes) {
        for (String name : Node.names(line)) {
            List<Node> candidates = nodes.getOrDefault(name, Set.of()).stream()
                    .filter(node -> node.isOf(line.place().provider()))
                    .toList();
            if (!candidates.isEmpty()) {
                return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Match> matches(Span span, Bill bill) {
        Map<Node, List<Charge>> lines = new LinkedHashMap<>();
        bill.lines.forEach((base, history) -> {
            Charge standing = Revisions.standing(history);
            if (standing != null) {
                lines.computeIfAbsent(Objects.requireNonNull(bill.machines.get(base)), _ -> new ArrayList<>())
                        .add(standing);
            }
        });
        lines.values().removeIf(of -> of.stream().noneMatch(Match::covers));
        Map<Node, List<Charge>> metered = metered(span, lines.keySet());
        List<Match> matches = new ArrayList<>();
        lines.forEach((node, of) ->
                match(node, metered.getOrDefault(node, List.of()), of).ifPresent(matches::add));
        return matches;
    }

    private static Optional<Match> match(Node node, List<Charge> metered, List<Charge> lines) {
        List<Span> covered = Match.together(lines.stream()
                .filter(Match::covers)
                .map(Charge::period)
                .filter(period -> metered.stream()
                        .anyMatch(charge -> charge.period().intersection(period).isPresent()))
                .toList());
        if (covered.isEmpty()) {
            return Optional.empty();
        }
        var whole = new Match(node, List.of(), List.of(), covered);
        List<Charge> held = metered.stream()
                .filter(charge -> !whole.coveredIn(charge.period()).isEmpty())
                .toList();
        List<Charge> concerned = lines.stream()
                .filter(line -> held.stream()
                        .anyMatch(charge -> line.period()
                                .intersection(charge.period())
                                .filter(part -> !whole.coveredIn(part).isEmpty())
                                .isPresent()))
                .toList();
        return Optional.of(new Match(node, held, concerned, covered));
    }

    /// The standing metered charges of some machines, in the order of their ids.
    private Map<Node, List<Charge>> metered(Span span, Set<Node> wanted) {
        Map<String, List<Charge>> histories = new HashMap<>();
        if (!wanted.isEmpty()) {
            Set<@Nullable String> names = new HashSet<>();
            wanted.forEach(node -> names.add(node.name()));
            read(span, new Filter(Dimension.Named.NODE, names), histories);
            // a device that stands for a machine of no name
            read(span, new Filter(Dimension.Named.DEVICE, names), histories);
        }
        Map<Node, List<Charge>> metered = new HashMap<>();
        histories.values().stream()
                .flatMap(history -> Optional.ofNullable(Revisions.standing(history)).stream())
                .sorted(Comparator.comparing(Revisions::base))
                .forEach(charge -> Node.of(charge)
                        .filter(wanted::contains)
                        .ifPresent(node -> metered.computeIfAbsent(node, _ -> new ArrayList<>())
                                .add(charge)));
        return metered;
    }

    private void read(Span span, Filter names, Map<String, List<Charge>> histories) {
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, List.of(METERED, COMPUTE, names))) {
            charges.filter(charge -> charge.origin().id().startsWith(BillLines.RATED))
                    .filter(charge -> names.dimension() == Dimension.Named.NODE
                            || charge.place().node() == null)
                    .forEach(charge -> histories
                            .computeIfAbsent(Revisions.base(charge), _ -> new ArrayList<>())
                            .add(charge));
        }
    }
}
