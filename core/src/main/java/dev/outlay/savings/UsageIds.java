package dev.outlay.savings;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Rating;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the use that a rated charge was made from, by its id. Not thread-safe.
final class UsageIds {

    private final Set<String> known = new HashSet<>();

    private UsageIds() {}

    static UsageIds of(List<Usage> usages) {
        var ids = new UsageIds();
        usages.forEach(usage -> ids.known.add(usage.origin().id()));
        return ids;
    }

    /// The id of the use; empty where the charge was not rated from any of them.
    Optional<String> of(Charge charge) {
        String id = charge.origin().id();
        if (!id.startsWith(Rating.ORIGIN)) {
            return Optional.empty();
        }
        // the charge's id is the use's id and then the part of it: ids of uses may hold slashes themselves
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
