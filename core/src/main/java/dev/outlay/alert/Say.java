package dev.outlay.alert;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How rules write figures and labels, so that all of them write alike.
final class Say {

    /// The labels that say whose something is.
    static final List<String> OWNERS = List.of(
            "namespace", "workload", "pod", "team", "project", "experiment", "cost-center", "environment", "run");

    private static final int CENTS = 2;

    private Say() {}

    /// An amount to the cent, half-even; small amounts with the digits that show them.
    static String money(Money money) {
        Money rounded = money.rounded(CENTS);
        return (rounded.isZero() && !money.isZero() ? money.rounded(6) : rounded).toString();
    }

    /// A share in percent with one digit: `12.5 %`.
    static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    /// A figure with two digits at most.
    static String figure(BigDecimal value) {
        return Decimals.normal(value.setScale(CENTS, RoundingMode.HALF_EVEN)).toPlainString();
    }

    static String hours(BigDecimal seconds) {
        return figure(Decimals.hours(seconds)) + " h";
    }

    /// One of a hundred as a share.
    static BigDecimal share(BigDecimal percent) {
        return percent.movePointLeft(2);
    }

    static Map<String, String> labels(Owner owner) {
        Map<String, String> labels = new LinkedHashMap<>();
        put(labels, "namespace", owner.namespace());
        put(labels, "workload", owner.workload());
        put(labels, "pod", owner.pod());
        put(labels, "team", owner.team());
        put(labels, "project", owner.project());
        put(labels, "experiment", owner.experiment());
        put(labels, "cost-center", owner.costCenter());
        put(labels, "environment", owner.environment());
        put(labels, "run", owner.run());
        return labels;
    }

    static Map<String, String> labels(Owner owner, Place place) {
        Map<String, String> labels = labels(owner);
        put(labels, "provider", place.provider());
        put(labels, "region", place.region());
        put(labels, "cluster", place.cluster());
        put(labels, "node", place.node());
        return labels;
    }

    static void put(Map<String, String> labels, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            labels.put(name, text);
        }
    }
}
