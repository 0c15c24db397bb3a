package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Totals;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Idle and used of one place in one currency. Not thread-safe.
final class IdleSum {

    private final List<@Nullable String> key;
    private final Map<String, BigDecimal> usedByTeam = new TreeMap<>();
    private final Set<String> entitled = new TreeSet<>();
    private BigDecimal idleCost = BigDecimal.ZERO;
    private BigDecimal usedCost = BigDecimal.ZERO;
    private BigDecimal idleSeconds = BigDecimal.ZERO;
    private BigDecimal usedSeconds = BigDecimal.ZERO;
    private boolean hasIdle;

    /// `key` is the place, then the currency.
    IdleSum(List<@Nullable String> key) {
        this.key = key;
    }

    void add(Totals.Row row, boolean idle, @Nullable String team) {
        BigDecimal cost = Optional.ofNullable(row.measures().get(0)).orElse(BigDecimal.ZERO);
        BigDecimal seconds = Optional.ofNullable(row.measures().get(1)).orElse(BigDecimal.ZERO);
        if (idle) {
            hasIdle = true;
            idleCost = idleCost.add(cost);
            idleSeconds = idleSeconds.add(seconds);
            return;
        }
        usedCost = usedCost.add(cost);
        usedSeconds = usedSeconds.add(seconds);
        if (team != null) {
            usedByTeam.merge(team, cost, BigDecimal::add);
        }
    }

    void entitle(String owners) {
        entitled.add(owners);
    }

    boolean hasIdle() {
        return hasIdle;
    }

    boolean priced() {
        return !Costs.NO_CURRENCY.equals(key.getLast());
    }

    @Nullable
    String currency() {
        return key.getLast();
    }

    BigDecimal idleCost() {
        return idleCost;
    }

    BigDecimal usedCost() {
        return usedCost;
    }

    BigDecimal idleSeconds() {
        return idleSeconds;
    }

    BigDecimal usedSeconds() {
        return usedSeconds;
    }

    /// The row of a table; `hours` are the idle GPU-hours, which the table makes sum up.
    List<@Nullable String> row(@Nullable BigDecimal hours) {
        List<@Nullable String> row = new ArrayList<>(key.subList(0, key.size() - 1));
        row.add(priced() ? Texts.money(idleCost) : null);
        row.add(priced() ? Texts.money(idleCost.add(usedCost)) : null);
        row.add(priced() ? Texts.percentOrNull(idleCost, idleCost.add(usedCost)) : null);
        row.add(hours == null ? null : Decimals.text(hours));
        row.add(Texts.percentOrNull(idleSeconds, idleSeconds.add(usedSeconds)));
        row.add(entitled.isEmpty() ? null : String.join("; ", entitled));
        row.add(majority());
        row.add(priced() ? currency() : null);
        return row;
    }

    /// The team that paid more than half of what was used, with its part; null where none did.
    private @Nullable String majority() {
        return usedByTeam.entrySet().stream()
                .filter(team -> usedCost.signum() > 0
                        && team.getValue().multiply(BigDecimal.TWO).compareTo(usedCost) > 0)
                .findFirst()
                .map(team -> team.getKey() + " " + Texts.percent(team.getValue(), usedCost) + " %")
                .orElse(null);
    }
}
