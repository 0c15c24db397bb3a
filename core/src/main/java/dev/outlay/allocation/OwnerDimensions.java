package dev.outlay.allocation;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Match;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which dimensions say who used something, and so change hands when idle cost is distributed; the others say what
/// and where it was, and stay. Tags say who.
final class OwnerDimensions {

    private static final Set<Named> OWNERS = EnumSet.of(
            Named.NAMESPACE,
            Named.WORKLOAD,
            Named.POD,
            Named.CONTAINER,
            Named.TEAM,
            Named.PROJECT,
            Named.EXPERIMENT,
            Named.COST_CENTER,
            Named.ENVIRONMENT,
            Named.RUN);

    private OwnerDimensions() {}

    static boolean saysWho(Dimension dimension) {
        return dimension instanceof Dimension.Tag || (dimension instanceof Named named && OWNERS.contains(named));
    }

    static List<Dimension> of(List<Match> matches) {
        return matches.stream().map(Match::dimension).toList();
    }
}
