package dev.outlay.budget;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who asks, as the payer that scopes are asked about. Thread-safe.
public final class Asker {

    /// What an ask may say of whose it is, beside tags.
    public static final Set<Named> SAYABLE = EnumSet.of(
            Named.TEAM,
            Named.PROJECT,
            Named.NAMESPACE,
            Named.WORKLOAD,
            Named.POD,
            Named.EXPERIMENT,
            Named.COST_CENTER,
            Named.ENVIRONMENT,
            Named.RUN,
            Named.CLUSTER,
            Named.PROVIDER,
            Named.REGION,
            Named.GPU_MODEL,
            Named.CAPACITY_TYPE,
            Named.ACCOUNT,
            Named.SUB_ACCOUNT);

    private Asker() {}

    /// The payer that is known by some dimensions. Throws [IllegalArgumentException] on a dimension that nobody can
    /// know beforehand.
    public static Payer payer(Map<Dimension, String> who) {
        who.keySet().stream()
                .filter(dimension -> dimension instanceof Named named && !SAYABLE.contains(named))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("a job cannot say its " + unknown.text()
                            + " before it runs: it says "
                            + SAYABLE.stream().map(Named::text).collect(Collectors.joining(", ")) + " or tag:KEY");
                });
        String capacity = who.get(Named.CAPACITY_TYPE);
        Map<String, String> tags = new LinkedHashMap<>();
        who.forEach((dimension, value) -> {
            if (dimension instanceof Dimension.Tag tag) {
                tags.put(tag.key(), value);
            }
        });
        return new Payer(
                new Owner(
                        who.get(Named.NAMESPACE),
                        who.get(Named.WORKLOAD),
                        who.get(Named.POD),
                        null,
                        who.get(Named.TEAM),
                        who.get(Named.PROJECT),
                        who.get(Named.EXPERIMENT),
                        who.get(Named.COST_CENTER),
                        who.get(Named.ENVIRONMENT),
                        who.get(Named.RUN)),
                new Place(who.get(Named.PROVIDER), who.get(Named.REGION), null, who.get(Named.CLUSTER), null),
                Product.UNKNOWN,
                new Account(who.get(Named.ACCOUNT), null, who.get(Named.SUB_ACCOUNT), null),
                who.get(Named.GPU_MODEL),
                capacity == null ? null : CapacityType.of(capacity),
                tags);
    }
}
