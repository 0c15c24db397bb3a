package dev.outlay.report;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Effective cost month by month, and the change from each to the next.
final class Trend {

    private static final String NAME = "month_over_month";
    private static final String DEFINITION =
            "effective cost of the last whole month / that of the month before - 1, in percent";

    private final Map<String, TreeMap<YearMonth, BigDecimal>> costs = new TreeMap<>();
    private final @Nullable Span known;

    Trend(LedgerReader ledger, @Nullable Span asked, List<Filter> filters) {
        Span span = Objects.requireNonNullElse(asked, Span.EVER);
        this.known = charged(ledger, span);
        for (Totals.Row row : ledger.totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .grain(Grain.MONTH)
                        .where(filters.toArray(new Filter[0]))
                        .in(span))
                .rows()) {
            BigDecimal cost = row.measures().getFirst();
            String currency = row.currency();
            if (cost != null && currency != null && !currency.equals(Costs.NO_CURRENCY)) {
                YearMonth month =
                        YearMonth.from(Objects.requireNonNull(row.bucket()).atOffset(ZoneOffset.UTC));
                costs.computeIfAbsent(currency, _ -> new TreeMap<>()).merge(month, cost, BigDecimal::add);
            }
        }
    }

    /// The change between the last two whole months of the span, in each currency.
    List<Kpi> figures() {
        List<Kpi> figures = new ArrayList<>();
        costs.forEach((currency, months) -> {
            YearMonth last = months.navigableKeySet().descendingSet().stream()
                    .filter(this::isWhole)
                    .findFirst()
                    .orElse(null);
            BigDecimal before = last == null || !isWhole(last.minusMonths(1)) ? null : months.get(last.minusMonths(1));
            if (last != null && before != null && before.signum() > 0) {
                BigDecimal now = Objects.requireNonNull(months.get(last));
                figures.add(Kpi.known(
                        NAME,
                        Objects.requireNonNull(Texts.percent(now.subtract(before), before)),
                        "%",
                        DEFINITION,
                        last + " " + Texts.money(now) + " after " + Texts.money(before) + " " + currency));
            }
        });
        return figures.isEmpty()
                ? List.of(Kpi.notKnown(NAME, DEFINITION, "two whole months in a row are not in the span"))
                : figures;
    }

    /// Every month with its cost, and the change against the one before where both are whole.
    Table months() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        costs.forEach((currency, months) -> months.forEach((month, cost) -> {
            boolean comparable = isWhole(month) && isWhole(month.minusMonths(1));
            BigDecimal before = comparable ? months.get(month.minusMonths(1)) : null;
            rows.add(Arrays.asList(
                    month.toString(),
                    currency,
                    Texts.money(cost),
                    before == null ? null : Texts.money(cost.subtract(before)),
                    before == null ? null : Texts.percent(cost.subtract(before), before),
                    isWhole(month) ? "whole" : "in part"));
        }));
        return Table.of(
                "months",
                Map.of(),
                List.of(
                        Column.time("month"),
                        Column.text("currency"),
                        Column.decimal("cost", null),
                        Column.decimal("change", null),
                        Column.decimal("change_percent", "%"),
                        Column.text("covered")),
                rows,
                List.of());
    }

    /// The part of the span that lies between the first and the last day on which the ledger has any charge: what
    /// lies outside may be missing.
    private static @Nullable Span charged(LedgerReader ledger, Span span) {
        List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY))
                .rows();
        return days.isEmpty()
                ? null
                : new Span(
                                Objects.requireNonNull(days.getFirst().bucket()),
                                Span.dayOf(Objects.requireNonNull(days.getLast().bucket()))
                                        .to())
                        .intersection(span)
                        .orElse(null);
    }

    private boolean isWhole(YearMonth month) {
        if (known == null) {
            return false;
        }
        Instant from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !from.isBefore(known.from()) && !to.isAfter(known.to());
    }
}
