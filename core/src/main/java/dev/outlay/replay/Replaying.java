package dev.outlay.replay;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Fleet;
import dev.outlay.pricing.PriceWindows;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.pricing.Rater;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One day that is replayed under policies: what of it may change, what did, and why the rest did not. Not
/// thread-safe.
final class Replaying {

    private final Catalog catalog;
    private final Fleet fleet;
    private final RateCards cards;
    private final Rater probe;
    private final Span day;
    private final Span asked;
    private final Set<String> billed;
    private final SortedMap<String, Long> keptUses;
    private final Map<String, Usage> originals = new HashMap<>();
    private final Map<String, Usage> rows = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, Boolean> priced = new HashMap<>();
    private Set<String> fixed = Set.of();

    Replaying(Setting setting, Span day, Span asked, Set<String> billed, SortedMap<String, Long> keptUses) {
        this.catalog = setting.catalog();
        this.fleet = setting.fleet();
        this.cards = setting.cards();
        this.probe = setting.probe();
        this.day = day;
        this.asked = asked;
        this.billed = billed;
        this.keptUses = keptUses;
    }

    /// What is the same for all days. The probe rates single uses only, to see whether they have a price.
    record Setting(Catalog catalog, Fleet fleet, RateCards cards, Rater probe) {}

    Catalog catalog() {
        return catalog;
    }

    @Nullable
    String gpuModel(Usage usage) {
        return fleet.gpuModel(usage);
    }

    /// The usages of the day under all policies, one after the other.
    List<Usage> under(List<Policy> policies, List<Usage> usages) {
        usages.forEach(usage -> originals.put(usage.origin().id(), usage));
        usages.stream().filter(Uses::isNode).forEach(row -> rows.putIfAbsent(Uses.machine(row), row));
        // what shares a machine with something a bill took the place of is divided by the bill, not by a price
        Set<String> machines = new HashSet<>();
        usages.stream()
                .filter(usage -> billed.contains(usage.origin().id()))
                .forEach(usage -> machines.add(Uses.machine(usage)));
        fixed = machines;
        List<Usage> otherwise = usages;
        for (Policy policy : policies) {
            otherwise = policy.apply(otherwise, this);
        }
        kept.forEach((id, reason) -> {
            if (isOfDay(original(id)) && !changed.contains(id)) {
                keptUses.merge(reason, 1L, Long::sum);
            }
        });
        return otherwise;
    }

    private boolean isOfDay(@Nullable Usage usage) {
        return usage != null && usage.span().intersection(day).isPresent();
    }

    boolean hasChanged(String id) {
        return changed.contains(id);
    }

    private @Nullable Usage original(String id) {
        return originals.get(id.replaceFirst("~part\\d+$", ""));
    }

    /// The id of the use as the ledger has it.
    String idOf(Usage usage) {
        Usage original = original(usage.origin().id());
        return original == null ? usage.origin().id() : original.origin().id();
    }

    boolean mayChange(Usage usage) {
        return !fixed.contains(Uses.machine(usage)) && !billed.contains(idOf(usage));
    }

    /// Notes that a use stays as it is, and why.
    void kept(Usage usage, String reason) {
        kept.put(idOf(usage), reason);
    }

    /// What a use would be, unless it cannot: where a bill took its place, where there is no price for it so, or
    /// where its machine was owned.
    Usage changed(Usage usage, Usage otherwise) {
        if (!mayChange(usage)) {
            kept(usage, "a bill took its place");
            return usage;
        }
        Usage row = row(usage);
        if (usage.capacityType() == CapacityType.OWNED || (row != null && row.capacityType() == CapacityType.OWNED)) {
            kept(usage, "owned machines are paid for");
            return usage;
        }
        if (!isPriced(usage, otherwise)) {
            kept(usage, "no such price is known");
            return usage;
        }
        changed.add(idOf(usage));
        return otherwise;
    }

    /// The parts of a use that are left of it.
    List<Usage> parts(Usage usage, List<Span> parts) {
        if (parts.size() == 1 && parts.getFirst().equals(usage.span())) {
            return List.of(usage);
        }
        changed.add(idOf(usage));
        List<Usage> left = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            left.add(Uses.over(usage, parts.get(i), i + 1));
        }
        return left;
    }

    /// Usages by the machine they are on, each alone that names none, in the order of their first.
    Map<String, List<Usage>> machines(List<Usage> usages) {
        Map<String, List<Usage>> machines = new LinkedHashMap<>();
        usages.forEach(usage -> machines.computeIfAbsent(Uses.machine(usage), _ -> new ArrayList<>())
                .add(usage));
        return machines;
    }

    /// What of a use lies on the day; the use's own span where nothing does.
    Span seen(Usage usage) {
        return usage.span().intersection(day).orElse(usage.span());
    }

    /// Whether all of a span was asked for.
    boolean lies(Span span) {
        return Uses.isInside(span, asked);
    }

    /// The windows of the rate card at an instant; null where none holds or it has none.
    @Nullable
    PriceWindows windows(Instant at) {
        RateCard holding = null;
        for (RateCard card : cards.cards()) {
            holding = card.from().isAfter(at) ? holding : card;
        }
        return holding == null || holding.windows().isEmpty() ? null : holding.windows();
    }

    /// Whether a use has a price so, or had none as it was. What stands on a machine with a row is paid with it, so
    /// the row's price decides; uses of one kind are asked for once a day.
    private boolean isPriced(Usage usage, Usage otherwise) {
        Usage row = row(usage);
        return row == null
                ? hasPrice(otherwise) || !hasPrice(usage)
                : hasPrice(Uses.as(row, otherwise)) || !hasPrice(row);
    }

    private @Nullable Usage row(Usage usage) {
        Usage original = original(usage.origin().id());
        return Uses.isCompute(usage) ? rows.get(Uses.machine(original == null ? usage : original)) : null;
    }

    private boolean hasPrice(Usage usage) {
        String kind = usage.place().provider() + "\n" + usage.place().region() + "\n"
                + usage.place().zone() + "\n" + usage.instanceType() + "\n" + usage.gpuModel() + "\n"
                + usage.resource() + "\n" + usage.capacityType();
        return priced.computeIfAbsent(kind, _ -> {
            Usage sample = Uses.over(usage, day, 1);
            List<Charge> charges = probe.rate(List.of(sample), day).charges();
            return !charges.isEmpty()
                    && charges.stream().allMatch(charge -> charge.costs().effective() != null);
        });
    }
}
