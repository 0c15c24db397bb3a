package dev.outlay.report;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one commitment came to in one currency. Not thread-safe.
final class CommitmentSum {

    private final String id;
    private final @Nullable String currency;
    private final Set<List<@Nullable String>> services = new LinkedHashSet<>();
    private @Nullable String name;
    private @Nullable String category;
    private @Nullable String type;
    private @Nullable String provider;
    private BigDecimal used = BigDecimal.ZERO;
    private BigDecimal unused = BigDecimal.ZERO;
    private BigDecimal effective = BigDecimal.ZERO;
    private BigDecimal billed = BigDecimal.ZERO;
    private BigDecimal list = BigDecimal.ZERO;

    CommitmentSum(String id, @Nullable String currency) {
        this.id = id;
        this.currency = currency;
    }

    void add(Totals.Row row, @Nullable String status, List<@Nullable String> service) {
        BigDecimal cost = orZero(row.measures().get(0));
        effective = effective.add(cost);
        billed = billed.add(orZero(row.measures().get(1)));
        if ("Used".equals(status)) {
            used = used.add(cost);
            list = list.add(orZero(row.measures().get(2)));
            services.add(service);
        } else if ("Unused".equals(status)) {
            unused = unused.add(cost);
        }
        name = either(name, CommitmentsReport.value(row, Named.COMMITMENT_NAME));
        category = either(category, CommitmentsReport.value(row, Named.COMMITMENT_CATEGORY));
        type = either(type, CommitmentsReport.value(row, Named.COMMITMENT_TYPE));
        provider = either(provider, CommitmentsReport.value(row, Named.PROVIDER));
    }

    void add(CommitmentSum other) {
        services.addAll(other.services);
        used = used.add(other.used);
        unused = unused.add(other.unused);
        list = list.add(other.list);
    }

    @Nullable
    String currency() {
        return currency;
    }

    BigDecimal used() {
        return used;
    }

    BigDecimal unused() {
        return unused;
    }

    /// Used of used and unused, in percent; null where there is neither.
    @Nullable
    String utilisation() {
        return Texts.percentOrNull(used, used.add(unused));
    }

    /// At list prices: what the commitment paid for, of all usage of the services that it paid for anything of.
    /// Null where no list price is known.
    @Nullable
    String coverage(Map<List<@Nullable String>, BigDecimal> listed) {
        return Texts.percentOrNull(
                list,
                IdleReport.sum(services.stream()
                        .map(service -> orZero(listed.get(service)))
                        .toList()));
    }

    List<@Nullable String> row(Map<List<@Nullable String>, BigDecimal> listed) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(id);
        row.add(name);
        row.add(category);
        row.add(type);
        row.add(provider);
        row.add(Texts.money(used));
        row.add(Texts.money(unused));
        row.add(utilisation());
        row.add(Texts.money(effective));
        row.add(Texts.money(billed));
        row.add(Texts.money(list));
        row.add(coverage(listed));
        row.add(currency);
        return row;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount).orElse(BigDecimal.ZERO);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
