package dev.outlay.savings;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Rating;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the use that a rated charge was made from, by its id. Not thread-safe.
public final class UsageIds {

    private final Set<String> known = new HashSet<>();

    private UsageIds() {}

    public static UsageIds of(List<Usage> usages) {
        var ids = new UsageIds();
        usages.forEach(usage -> ids.known.add(usage.origin().id()));
        return ids;
    }

    /// The id of the use; empty where the charge was not rated from any of them.
    public Optional<String> of(Charge charge) {
        return charge.origin().id().startsWith(Rating.ORIGIN)
                ? use(charge.origin().id())
                : Optional.empty();
    }

    /// The id of the use whose charge this takes back because a bill came; empty where it is no such charge.
    public Optional<String> takenBack(Charge charge) {
        // its id ends with that of the charge it takes back
        int rated = charge.origin().id().indexOf("/" + Rating.ORIGIN);
        return charge.status() == ChargeStatus.CORRECTED && rated >= 0
                ? use(charge.origin().id().substring(rated + 1))
                : Optional.empty();
    }

    // the charge's id is the use's id and then the part of it: ids of uses may hold slashes themselves
    private Optional<String> use(String id) {
        String rest = id.substring(Rating.ORIGIN.length());
        for (int end = rest.lastIndexOf('/'); end > 0; end = rest.lastIndexOf('/', end - 1)) {
            String use = rest.substring(0, end);
            if (known.contains(use)) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }
}
