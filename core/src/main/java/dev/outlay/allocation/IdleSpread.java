package dev.outlay.allocation;

import dev.outlay.allocation.Line.Kind;
import dev.outlay.allocation.Line.Target;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives idle lines to owners. Who used a node or cluster is asked for each whole UTC day and without any filter,
/// so that a longer span, or one without filters, is the sum of its parts. Not thread-safe.
final class IdleSpread {

    static final List<Dimension> PLACE = List.of(Named.PROVIDER, Named.CLUSTER, Named.NODE);

    private final IdleMode mode;
    private final List<Entitlement> entitlements;
    private final List<Dimension> who;
    private final Map<Place, Paid> paid = new HashMap<>();

    /// A node, or a cluster where `node` is null, on a day.
    private record Place(
            Instant day,
            @Nullable String provider,
            @Nullable String cluster,
            @Nullable String node) {}

    /// `who` are the dimensions of the question that say who used something.
    IdleSpread(
            IdleMode mode,
            List<Entitlement> entitlements,
            Collection<Dimension> who,
            LedgerReader ledger,
            @Nullable Span span) {
        this.mode = mode;
        this.entitlements = entitlements;
        this.who = List.copyOf(who);
        if (mode == IdleMode.BY_NODE || mode == IdleMode.BY_CLUSTER) {
            ask(ledger, span);
        }
    }

    /// The dimensions that lines must have for a mode.
    static List<Dimension> needs(IdleMode mode, List<Entitlement> entitlements) {
        return switch (mode) {
            case SEPARATE, HIDE -> List.of();
            case BY_NODE, BY_CLUSTER -> PLACE;
            case BY_ENTITLEMENT ->
                entitlements.stream()
                        .flatMap(entitlement -> OwnerDimensions.of(entitlement.matches()).stream())
                        .distinct()
                        .toList();
        };
    }

    /// The lines with idle ones distributed; those that belong to nobody stay as they are.
    List<Line> spread(List<Line> lines) {
        List<Line> spread = new ArrayList<>(lines.size());
        for (Line line : lines) {
            List<Target> targets = line.isIdle() ? targets(line) : List.of();
            if (targets.isEmpty()) {
                spread.add(line);
            } else {
                spread.addAll(line.split(targets, Kind.IDLE));
            }
        }
        return spread;
    }

    private List<Target> targets(Line line) {
        if (mode == IdleMode.BY_ENTITLEMENT) {
            return entitlements.stream()
                    .filter(entitlement -> line.meets(entitlement.matches()))
                    .findFirst()
                    .map(entitlement -> entitled(entitlement.weights()))
                    .orElse(List.of());
        }
        Instant day = Objects.requireNonNull(Grain.DAY.start(Objects.requireNonNull(line.bucket())));
        String provider = line.value(Named.PROVIDER);
        String cluster = line.value(Named.CLUSTER);
        String node = mode == IdleMode.BY_NODE ? line.value(Named.NODE) : null;
        List<Target> ofNode = node == null
                ? List.of()
                : paid.getOrDefault(new Place(day, provider, cluster, node), new Paid())
                        .proportional(line.currency());
        return ofNode.isEmpty() && cluster != null
                ? paid.getOrDefault(new Place(day, provider, cluster, null), new Paid())
                        .proportional(line.currency())
                : ofNode;
    }

    private List<Target> entitled(Weights weights) {
        return weights.parts().entrySet().stream()
                .map(part -> {
                    Map<Dimension, @Nullable String> owner = new HashMap<>();
                    who.forEach(dimension -> owner.put(dimension, null));
                    owner.put(weights.over(), part.getKey());
                    return new Target(owner, part.getValue());
                })
                .toList();
    }

    private void ask(LedgerReader ledger, @Nullable Span span) {
        List<Dimension> by = Stream.concat(PLACE.stream(), who.stream()).toList();
        Totals totals = ledger.totals(new TotalsQuery(
                List.of(Measure.EFFECTIVE, Measure.GPU_HOURS),
                by,
                Grain.DAY,
                List.of(new Filter(Named.USE, Set.of("used"))),
                span == null ? null : Grain.DAY.whole(span)));
        for (Totals.Row row : totals.rows()) {
            Map<Dimension, @Nullable String> owner = new HashMap<>();
            for (int i = PLACE.size(); i < by.size(); i++) {
                owner.put(by.get(i), row.dimensions().get(i));
            }
            Instant day = Objects.requireNonNull(row.bucket());
            String provider = row.dimensions().get(0);
            String cluster = row.dimensions().get(1);
            String node = row.dimensions().get(2);
            Set<Place> places = new HashSet<>(Set.of(new Place(day, provider, cluster, null)));
            places.add(new Place(day, provider, cluster, node));
            places.forEach(place -> paid.computeIfAbsent(place, _ -> new Paid())
                    .add(
                            owner,
                            row.currency(),
                            row.measures().get(0),
                            row.measures().get(1)));
        }
    }
}
