package dev.outlay.connect.focus;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Owner;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The charges that are parts of others, and the ratio of each to the whole: what the split-cost columns of FOCUS
/// 1.3 say.
///
/// All charges are seen once by [#see] before the first is asked about, and asked about in one order by [#write]. A
/// whole is what was split, such as a node, with its idle rest. The ratio is the part's share of the whole's
/// effective cost; where that is unknown or nothing, of its GPU time; else all parts are equal. Ratios have 18
/// fractional digits, and the last part takes what rounding left, so that those of one whole sum to 1. Memory grows
/// by some 200 bytes for each whole. Not thread-safe.
final class Splits {

    private static final int SCALE = 18;

    private final Map<String, Whole> wholes = new HashMap<>();

    void see(Charge charge) {
        AllocatedFrom allocated = charge.allocatedFrom();
        if (allocated != null) {
            wholes.computeIfAbsent(allocated.id(), _ -> new Whole()).see(charge, allocated);
        }
    }

    /// Fills the split-cost columns of a charge that is a part of another.
    void write(Charge charge, ExportRow row) {
        AllocatedFrom allocated = charge.allocatedFrom();
        Whole whole = allocated == null ? null : wholes.get(allocated.id());
        if (allocated == null || whole == null || whole.seen == 1) {
            return;
        }
        Owner owner = charge.owner();
        row.show("AllocatedMethodId", method(charge, allocated));
        row.show("AllocatedMethodDetails", details(whole, charge, allocated));
        String resource =
                first(owner.pod(), owner.workload(), owner.run(), charge.use().device());
        row.show("AllocatedResourceId", charge.use().idle() ? "idle" : resource == null ? "unknown" : resource);
        row.show("AllocatedResourceName", charge.use().idle() ? "idle" : resource);
        row.show("AllocatedTags", tags(charge));
    }

    private static String method(Charge charge, AllocatedFrom allocated) {
        String method = allocated.method();
        return method != null ? method : charge.use().idle() ? "idle-rest" : "not-stated";
    }

    private static String details(Whole whole, Charge charge, AllocatedFrom allocated) {
        var details = new StringBuilder("{\"Elements\":[{\"AllocatedRatio\":");
        details.append(whole.ratio(charge, allocated).toPlainString());
        BigDecimal gpuSeconds = charge.use().gpuSeconds();
        if (gpuSeconds != null) {
            details.append(",\"UsageUnit\":\"GPU-Seconds\",\"UsageQuantity\":").append(Decimals.text(gpuSeconds));
        }
        return details.append("}]}").toString();
    }

    /// Who the part is for, but what the tags say already.
    private static @Nullable String tags(Charge charge) {
        Owner owner = charge.owner();
        Map<String, @Nullable String> tags = new LinkedHashMap<>();
        tags.put("namespace", owner.namespace());
        tags.put("workload", owner.workload());
        tags.put("pod", owner.pod());
        tags.put("container", owner.container());
        tags.put("team", owner.team());
        tags.put("project", owner.project());
        tags.put("experiment-id", owner.experiment());
        tags.put("cost-center", owner.costCenter());
        tags.put("environment", owner.environment());
        tags.put("run-id", owner.run());
        tags.keySet().removeIf(key -> tags.get(key) == null || charge.tags().containsKey(key));
        return tags.isEmpty() ? null : StringsJson.write(tags);
    }

    private static @Nullable String first(@Nullable String... texts) {
        return Stream.of(texts)
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static final class Whole {

        private @Nullable Money cost;
        private @Nullable BigDecimal gpuSeconds = BigDecimal.ZERO;
        private boolean costKnown = true;
        private long seen;
        private long parts;
        private BigDecimal stated = BigDecimal.ZERO;
        private BigDecimal given = BigDecimal.ZERO;

        void see(Charge charge, AllocatedFrom allocated) {
            seen++;
            parts++;
            stated = stated.add(allocated.ratio().value());
            Money effective = charge.costs().effective();
            costKnown &= effective != null && (cost == null || cost.currency().equals(effective.currency()));
            if (costKnown && effective != null) {
                cost = cost == null ? effective : cost.plus(effective);
            }
            BigDecimal held = charge.use().gpuSeconds();
            gpuSeconds = gpuSeconds == null || held == null ? null : gpuSeconds.add(held);
        }

        BigDecimal ratio(Charge charge, AllocatedFrom allocated) {
            if (stated.compareTo(BigDecimal.ONE) == 0) {
                return allocated.ratio().value();
            }
            parts--;
            BigDecimal ratio = parts == 0 ? BigDecimal.ONE.subtract(given) : share(charge);
            given = given.add(ratio);
            return ratio;
        }

        private BigDecimal share(Charge charge) {
            Money effective = charge.costs().effective();
            BigDecimal held = charge.use().gpuSeconds();
            if (costKnown && effective != null && cost != null && !cost.isZero()) {
                return part(effective.amount(), cost.amount());
            }
            if (gpuSeconds != null && held != null && gpuSeconds.signum() != 0) {
                return part(held, gpuSeconds);
            }
            return part(BigDecimal.ONE.subtract(given), BigDecimal.valueOf(parts + 1));
        }

        private static BigDecimal part(BigDecimal part, BigDecimal whole) {
            return part.divide(whole, SCALE, RoundingMode.HALF_EVEN);
        }
    }
}
