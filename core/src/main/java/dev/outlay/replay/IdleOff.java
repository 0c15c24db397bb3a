package dev.outlay.replay;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Machines given back once nobody held a GPU of them for some time, and taken anew when somebody does.
///
/// A GPU that was held and whose measured utilization was zero from beginning to end counts as held by nobody.
/// Reserved and owned machines are paid anyway and stay. How long it takes to get a machine again is not in it.
record IdleOff(Duration after) implements Policy {

    @Override
    public String text() {
        return "idle-off:" + Lengths.text(after);
    }

    @Override
    public String says() {
        return "on-demand and spot machines given back when nobody used a GPU of them for " + Lengths.text(after)
                + ", and taken again when somebody did; the time that takes is not in it";
    }

    @Override
    public Duration around() {
        return after;
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        List<Usage> otherwise = new ArrayList<>();
        for (List<Usage> machine : day.machines(usages).values()) {
            List<Usage> rows = machine.stream().filter(Uses::isNode).toList();
            if (rows.isEmpty()) {
                machine.forEach(use -> otherwise.addAll(alone(use, day)));
                continue;
            }
            List<Span> on = merged(machine, rows);
            for (Usage usage : machine) {
                // what somebody stores or sends is not on the machine, and a GPU in use keeps its machine
                otherwise.addAll(
                        !Uses.isCompute(usage) || !givesBack(rows, usage, day)
                                ? List.of(usage)
                                : day.parts(usage, cut(usage.span(), on)));
            }
        }
        return otherwise;
    }

    private boolean givesBack(List<Usage> rows, Usage usage, Replaying day) {
        boolean paidAnyway = rows.stream()
                .anyMatch(
                        row -> row.capacityType() == CapacityType.RESERVED || row.capacityType() == CapacityType.OWNED);
        if (paidAnyway && Uses.isNode(usage)) {
            day.kept(usage, "reserved and owned machines are paid whether they are held or not");
        }
        return !paidAnyway && day.mayChange(usage);
    }

    /// A GPU on no known machine: whole where it worked at all, else until somebody notices.
    private List<Usage> alone(Usage usage, Replaying day) {
        Span kept = new Span(usage.span().from(), usage.span().from().plus(after));
        return usage.resource() != Resource.GPU
                        || !isUnused(usage)
                        || usage.capacityType() == CapacityType.RESERVED
                        || usage.capacityType() == CapacityType.OWNED
                        || !day.mayChange(usage)
                ? List.of(usage)
                : day.parts(usage, cut(usage.span(), List.of(kept)));
    }

    private static boolean isUnused(Usage usage) {
        return usage.utilization() != null && usage.utilization().value().compareTo(BigDecimal.ZERO) == 0;
    }

    /// When the machine would have been held: from its start, and after each use, for the time that is waited.
    private List<Span> merged(List<Usage> machine, List<Usage> rows) {
        List<Span> held = new ArrayList<>();
        rows.forEach(row -> held.add(Span.of(row.span().from(), after)));
        machine.stream()
                .filter(use -> use.resource() == Resource.GPU && !isUnused(use))
                .forEach(use ->
                        held.add(new Span(use.span().from(), use.span().to().plus(after))));
        held.sort(Comparator.comparing(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : held) {
            Span last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || last.to().isBefore(span.from())) {
                merged.add(span);
                continue;
            }
            Instant to = last.to().isAfter(span.to()) ? last.to() : span.to();
            merged.set(merged.size() - 1, new Span(last.from(), to));
        }
        return merged;
    }

    private static List<Span> cut(Span span, List<Span> on) {
        return on.stream().flatMap(part -> part.intersection(span).stream()).toList();
    }
}
