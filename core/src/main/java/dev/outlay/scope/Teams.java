package dev.outlay.scope;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The teams that somebody sees, and to which of them a fact belongs by owner rules as they are today.
///
/// Rules are written for charges. A use, a sample and an attempt belong to the team that a charge which says the
/// same would belong to; an attempt says less than its charges do, so that a rule which looks at more leaves it
/// without a team. Immutable and thread-safe.
record Teams(Set<String> names, OwnerRules rules) {

    private static final Span ANY = new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

    Teams {
        names = Set.copyOf(names);
    }

    boolean has(@Nullable String team) {
        return team != null && names.contains(team);
    }

    boolean have(Charge charge) {
        return has(rules.value(Named.TEAM, charge));
    }

    boolean have(Usage usage) {
        return has(team(
                usage.owner(),
                usage.place(),
                new GpuUse(
                        usage.gpuModel(),
                        usage.device(),
                        usage.sharing(),
                        usage.capacityType(),
                        null,
                        false,
                        null,
                        null,
                        false),
                usage.tags(),
                usage));
    }

    boolean have(Sample sample) {
        return has(team(
                sample.owner(),
                sample.place(),
                new GpuUse(sample.gpuModel(), sample.device(), null, null, null, false, null, null, false),
                Map.of(),
                sample));
    }

    boolean have(Run run) {
        return has(team(run.owner(), Place.UNKNOWN, GpuUse.NONE, Map.of(), run));
    }

    private @Nullable String team(
            Owner owner, Place place, GpuUse use, Map<String, String> tags, dev.outlay.ledger.Fact fact) {
        if (rules.of(Named.TEAM).isEmpty()) {
            return owner.team();
        }
        return rules.value(
                Named.TEAM,
                new Charge(
                        fact.origin(),
                        ChargeStatus.METERED,
                        ANY,
                        null,
                        Costs.UNPRICED,
                        place,
                        owner,
                        Product.UNKNOWN,
                        Terms.UNKNOWN,
                        Account.UNKNOWN,
                        use,
                        null,
                        null,
                        tags));
    }
}
