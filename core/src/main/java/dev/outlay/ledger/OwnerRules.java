package dev.outlay.ledger;

import dev.outlay.ledger.Dimension.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ordered rules of who owns what, applied when charges are asked for; the charges in the ledger stay as they are.
///
/// For each dimension the first rule that sets it wins. Matches see what a charge says itself, never what another
/// rule has set, so the order of the rules decides between them and nothing else. Immutable and thread-safe.
public record OwnerRules(List<OwnerRule> rules) {

    public static final OwnerRules NONE = new OwnerRules(List.of());

    public OwnerRules {
        rules = List.copyOf(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /// The rules that can set a dimension, in order.
    public List<OwnerRule> of(Dimension dimension) {
        return dimension instanceof Named named
                ? rules.stream().filter(rule -> rule.says().containsKey(named)).toList()
                : List.of();
    }

    /// The value of a dimension on a charge under these rules; null where neither the charge nor a rule says it.
    public @Nullable String value(Dimension dimension, Charge charge) {
        for (OwnerRule rule : of(dimension)) {
            String set = rule.value((Named) dimension, charge);
            if (set != null) {
                return set;
            }
        }
        return Dimensions.value(dimension, charge);
    }

    /// Whether a filter keeps a charge under these rules.
    public boolean keeps(Filter filter, Charge charge) {
        return filter.values().contains(value(filter.dimension(), charge));
    }

    /// The charge with the owners that these rules give it.
    public Charge apply(Charge charge) {
        if (isEmpty()) {
            return charge;
        }
        Owner said = charge.owner();
        var owner = new Owner(
                said.namespace(),
                said.workload(),
                said.pod(),
                said.container(),
                value(Named.TEAM, charge),
                value(Named.PROJECT, charge),
                value(Named.EXPERIMENT, charge),
                value(Named.COST_CENTER, charge),
                value(Named.ENVIRONMENT, charge),
                said.run());
        return owner.equals(said) ? charge : charge.ownedBy(owner);
    }
}
