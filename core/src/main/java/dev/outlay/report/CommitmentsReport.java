package dev.outlay.report;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was bought in advance: how much of each commitment was used, what was left unused, and what it covered.
final class CommitmentsReport implements Report {

    private static final List<Dimension> BY = List.of(
            Named.COMMITMENT,
            Named.COMMITMENT_STATUS,
            Named.PROVIDER,
            Named.SERVICE,
            Named.CHARGE_CATEGORY,
            Named.COMMITMENT_NAME,
            Named.COMMITMENT_CATEGORY,
            Named.COMMITMENT_TYPE);

    @Override
    public String name() {
        return "commitments";
    }

    @Override
    public String description() {
        return "Commitments of bills: used, unused, amortised against billed cost, utilisation and coverage.";
    }

    @Override
    public List<Parameter> parameters() {
        return Period.PARAMETERS;
    }

    @Override
    public List<String> examples() {
        return List.of("report commitments --from 2026-10-01 --to 2026-11-01    # what October made of each");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Totals totals = desk.ledger()
                .totals(new TotalsQuery(
                        List.of(Measure.EFFECTIVE, Measure.BILLED, Measure.LIST),
                        BY,
                        Grain.NONE,
                        List.of(),
                        Period.of(parameters, desk.now())));
        Map<List<@Nullable String>, CommitmentSum> sums = new LinkedHashMap<>();
        Map<List<@Nullable String>, BigDecimal> listed = new LinkedHashMap<>();
        for (Totals.Row row : totals.rows()) {
            String id = value(row, Named.COMMITMENT);
            String status = value(row, Named.COMMITMENT_STATUS);
            // what could have been covered: usage at list prices, of which an unused part is none
            BigDecimal list = row.measures().get(2);
            if ("Usage".equals(value(row, Named.CHARGE_CATEGORY)) && !"Unused".equals(status) && list != null) {
                listed.merge(service(row), list, BigDecimal::add);
            }
            if (id != null) {
                List<@Nullable String> key = new ArrayList<>();
                key.add(id);
                key.add(row.currency());
                sums.computeIfAbsent(key, _ -> new CommitmentSum(id, row.currency()))
                        .add(row, status, service(row));
            }
        }
        List<CommitmentSum> shown = sums.values().stream()
                .sorted(Comparator.comparing(CommitmentSum::unused).reversed())
                .toList();
        return table(shown, listed);
    }

    private Table table(List<CommitmentSum> shown, Map<List<@Nullable String>, BigDecimal> listed) {
        Set<@Nullable String> currencies = new LinkedHashSet<>();
        shown.forEach(sum -> currencies.add(sum.currency()));
        String currency = currencies.size() == 1 ? currencies.iterator().next() : null;
        List<String> notes = new ArrayList<>();
        if (shown.isEmpty()) {
            notes.add("no charge names a commitment: bills in the FOCUS form do, in CommitmentDiscountId");
        }
        if (currencies.size() > 1) {
            notes.add("there is no total over several currencies");
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        CommitmentSum all = new CommitmentSum("all", currency);
        shown.forEach(all::add);
        boolean one = currencies.size() == 1;
        heading.put("used", one ? Texts.money(all.used()) : null);
        heading.put("unused", one ? Texts.money(all.unused()) : null);
        heading.put("currency", currency);
        heading.put("utilisation_percent", one ? all.utilisation() : null);
        heading.put("coverage_percent", one ? all.coverage(listed) : null);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("commitment"),
                        Column.text("name"),
                        Column.text("category"),
                        Column.text("type"),
                        Column.text("provider"),
                        Column.decimal("used", currency),
                        Column.decimal("unused", currency),
                        Column.decimal("utilisation_percent", null),
                        Column.decimal("effective", currency),
                        Column.decimal("billed", currency),
                        Column.decimal("list", currency),
                        Column.decimal("coverage_percent", null),
                        Column.text("currency")),
                shown.stream().map(sum -> sum.row(listed)).toList(),
                notes);
    }

    static @Nullable String value(Totals.Row row, Dimension dimension) {
        return row.dimensions().get(BY.indexOf(dimension));
    }

    private static List<@Nullable String> service(Totals.Row row) {
        List<@Nullable String> service = new ArrayList<>();
        service.add(value(row, Named.PROVIDER));
        service.add(value(row, Named.SERVICE));
        service.add(row.currency());
        return service;
    }
}
