package dev.outlay.recommend;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import dev.outlay.utilization.Thing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What pods, devices and nodes cost in a span, by the charges whose period starts in it. Immutable once made.
final class Spending {

    /// What a thing paid for one resource, or why that is not known. `gpuSeconds` are of GPUs only.
    record Spent(
            @Nullable Money cost,
            BigDecimal gpuSeconds,
            @Nullable String unknown) {

        private static final Spent NOTHING = new Spent(null, BigDecimal.ZERO, "no charge of it is known");

        Spent plus(Totals.Row row) {
            BigDecimal amount = row.measures().get(0);
            String currency = row.currency();
            BigDecimal seconds =
                    gpuSeconds.add(Objects.requireNonNullElse(row.measures().get(1), BigDecimal.ZERO));
            if (unknown != null && !unknown.equals(NOTHING.unknown)) {
                return new Spent(null, seconds, unknown);
            }
            if (row.unpriced() > 0 || amount == null || currency == null || currency.equals(Costs.NO_CURRENCY)) {
                return new Spent(null, seconds, "some of its charges have no price");
            }
            if (cost != null && !cost.currency().equals(currency)) {
                return new Spent(null, seconds, "its charges are in " + cost.currency() + " and " + currency);
            }
            Money more = new Money(currency, amount);
            return new Spent(cost == null ? more : cost.plus(more), seconds, null);
        }
    }

    /// A thing and what it paid for: a resource in use, or machines that nobody used.
    private record Key(Thing thing, String what) {}

    private static final String IDLE = "idle";
    private static final String ALL = "all";
    private static final List<Named> ORDER = List.of(
            Named.CLUSTER,
            Named.NAMESPACE,
            Named.WORKLOAD,
            Named.POD,
            Named.RUN,
            Named.NODE,
            Named.DEVICE,
            Named.RESOURCE_TYPE,
            Named.USE);

    private final Map<Key, Spent> spent = new HashMap<>();

    private Spending() {}

    static Spending of(LedgerReader ledger, Span span) {
        var spending = new Spending();
        ledger.totals(new TotalsQuery(
                        List.of(Measure.EFFECTIVE, Measure.GPU_HOURS), List.copyOf(ORDER), Grain.NONE, List.of(), span))
                .rows()
                .forEach(spending::add);
        return spending;
    }

    /// What a thing paid for a resource it used, as by the charges' own resource type.
    Spent on(Thing thing, Resource resource) {
        return spent.getOrDefault(new Key(thing, resource.text()), Spent.NOTHING);
    }

    /// What a node's GPUs cost that nobody held.
    Spent idle(Thing node) {
        return spent.getOrDefault(new Key(node, IDLE), Spent.NOTHING);
    }

    /// All that is charged for a thing, used or not.
    Spent all(Thing thing) {
        return spent.getOrDefault(new Key(thing, ALL), Spent.NOTHING);
    }

    private void add(Totals.Row row) {
        boolean idle = IDLE.equals(value(row, Named.USE));
        String type = value(row, Named.RESOURCE_TYPE);
        String what = idle ? IDLE : type == null ? ALL : type;
        String cluster = value(row, Named.CLUSTER);
        holder(row, cluster).ifPresent(thing -> add(thing, what, row));
        String node = value(row, Named.NODE);
        String device = value(row, Named.DEVICE);
        if (device != null) {
            add(new Thing(Thing.Kind.DEVICE, cluster, node, device), what, row);
        }
        if (node != null) {
            add(new Thing(Thing.Kind.NODE, cluster, null, node), what, row);
        }
    }

    private void add(Thing thing, String what, Totals.Row row) {
        if (!what.equals(ALL)) {
            spent.merge(new Key(thing, what), Spent.NOTHING.plus(row), (before, _) -> before.plus(row));
        }
        spent.merge(new Key(thing, ALL), Spent.NOTHING.plus(row), (before, _) -> before.plus(row));
    }

    private static Optional<Thing> holder(Totals.Row row, @Nullable String cluster) {
        String namespace = value(row, Named.NAMESPACE);
        String pod = value(row, Named.POD);
        if (pod != null) {
            return Optional.of(new Thing(Thing.Kind.POD, cluster, namespace, pod));
        }
        String workload = value(row, Named.WORKLOAD);
        if (workload != null) {
            return Optional.of(new Thing(Thing.Kind.WORKLOAD, cluster, namespace, workload));
        }
        return Optional.ofNullable(value(row, Named.RUN)).map(run -> new Thing(Thing.Kind.RUN, cluster, null, run));
    }

    private static @Nullable String value(Totals.Row row, Named dimension) {
        return row.dimensions().get(ORDER.indexOf(dimension));
    }
}
