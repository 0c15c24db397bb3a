package dev.outlay.server.mcp;

import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The plans that wait to be confirmed, in memory: a server that starts anew knows none. Each can be taken once.
/// Thread-safe.
final class PlanBook {

    private static final int MOST = 1_000;

    private final Map<String, Plan> plans = new LinkedHashMap<>();

    /// A name that no other plan has and nobody can guess.
    static String newId() {
        return "plan-" + UUID.randomUUID();
    }

    synchronized void keep(Plan plan, Instant now) {
        plans.values().removeIf(each -> !now.isBefore(each.until()));
        if (plans.size() >= MOST) {
            throw new CallersMistake("there are " + MOST + " plans that nobody confirmed: confirm them or wait until"
                    + " their time is over");
        }
        plans.put(plan.id(), plan);
    }

    /// Takes a plan out. Throws [CallersMistake] where there is none of that id, its time is over, or it is
    /// somebody else's.
    synchronized Plan take(String id, String visitor, Instant now) {
        Plan plan = plans.get(id);
        // whose it is is not told to others
        if (plan == null || !plan.visitor().equals(visitor) || !now.isBefore(plan.until())) {
            throw new CallersMistake("no plan " + id + " can be confirmed: it was done, its time is over, or the server"
                    + " was started anew; call the tool again for another plan");
        }
        plans.remove(id);
        return plan;
    }
}
