package dev.outlay.report;

import dev.outlay.allocation.Allocation;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was paid for and not used, of every device, node or cluster, and whose it is.
final class IdleReport implements Report {

    private static final Parameter BY =
            Parameter.one("by", "cluster", "Show each device, node or cluster (default: node)");

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String description() {
        return "What was paid for and not used, by device, node or cluster, with who it was promised to or used it most.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report idle --by cluster --last 30d    # idle money and GPU-hours of each cluster");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        List<Dimension> place = parameters.one(BY.name(), IdleReport::places).orElse(places("node"));
        Span span = Period.of(parameters, desk.now());
        Allocation allocation = desk.allocation();
        Set<Dimension> by = new LinkedHashSet<>(place);
        by.add(Named.USE);
        by.add(Named.TEAM);
        allocation
                .entitlements()
                .forEach(entitlement -> entitlement.matches().forEach(match -> by.add(match.dimension())));
        List<Dimension> order = List.copyOf(by);
        Totals totals = desk.ledger()
                .totals(new TotalsQuery(
                        List.of(Measure.EFFECTIVE, Measure.GPU_HOURS), order, Grain.NONE, List.of(), span));
        Map<List<@Nullable String>, IdleSum> sums = new LinkedHashMap<>();
        for (Totals.Row row : totals.rows()) {
            List<@Nullable String> key = new ArrayList<>(row.dimensions().subList(0, place.size()));
            key.add(row.currency());
            IdleSum sum = sums.computeIfAbsent(key, _ -> new IdleSum(key));
            boolean idle = "idle".equals(row.dimensions().get(order.indexOf(Named.USE)));
            sum.add(row, idle, row.dimensions().get(order.indexOf(Named.TEAM)));
            if (idle) {
                entitled(allocation, order, row).ifPresent(sum::entitle);
            }
        }
        List<IdleSum> shown = sums.values().stream()
                .filter(IdleSum::hasIdle)
                .sorted(Comparator.comparing(IdleSum::idleCost).reversed())
                .toList();
        return table(place, shown, sums.values());
    }

    private Table table(List<Dimension> place, List<IdleSum> shown, Collection<IdleSum> all) {
        Set<String> currencies = all.stream()
                .filter(IdleSum::priced)
                .map(IdleSum::currency)
                .collect(Collectors.toCollection(TreeSet::new));
        String currency = currencies.size() == 1 ? currencies.iterator().next() : null;
        BigDecimal idle = sum(all.stream().map(IdleSum::idleCost).toList());
        BigDecimal whole = idle.add(sum(all.stream().map(IdleSum::usedCost).toList()));
        BigDecimal idleSeconds = sum(all.stream().map(IdleSum::idleSeconds).toList());
        BigDecimal seconds =
                idleSeconds.add(sum(all.stream().map(IdleSum::usedSeconds).toList()));
        boolean one = currencies.size() < 2;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("idle", one ? Texts.money(idle) : null);
        heading.put("total", one ? Texts.money(whole) : null);
        heading.put("currency", currency);
        heading.put("idle_percent", one ? Texts.percentOrNull(idle, whole) : null);
        heading.put("idle_gpu_hours", Decimals.text(Decimals.hours(idleSeconds)));
        heading.put("gpu_hours", Decimals.text(Decimals.hours(seconds)));
        heading.put("idle_gpu_percent", Texts.percentOrNull(idleSeconds, seconds));
        List<Column> columns = new ArrayList<>();
        place.forEach(dimension -> columns.add(Column.text(dimension.text())));
        columns.add(Column.decimal("idle_cost", currency));
        columns.add(Column.decimal("cost", currency));
        columns.add(Column.decimal("percent", null));
        columns.add(Column.decimal("idle_gpu_hours", "GPU-hours"));
        columns.add(Column.decimal("gpu_percent", null));
        columns.add(Column.text("entitled"));
        columns.add(Column.text("majority"));
        columns.add(Column.text("currency"));
        List<@Nullable BigDecimal> hours = new ArrayList<>();
        shown.forEach(sum -> hours.add(sum.idleSeconds()));
        List<@Nullable BigDecimal> exact = CostLayout.hours(hours);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            rows.add(shown.get(i).row(exact.get(i)));
        }
        List<String> notes = new ArrayList<>();
        if (shown.isEmpty()) {
            notes.add("nothing stood idle: idle cost is known where usage has rows of the nodes themselves");
        }
        if (!one) {
            notes.add("there is no total over several currencies: " + String.join(", ", currencies));
        }
        return Table.of(name(), heading, columns, rows, notes);
    }

    private static Optional<String> entitled(Allocation allocation, List<Dimension> order, Totals.Row row) {
        return allocation.entitlements().stream()
                .filter(entitlement -> entitlement.matches().stream()
                        .allMatch(match -> match.holds(row.dimensions().get(order.indexOf(match.dimension())))))
                .findFirst()
                .map(entitlement -> {
                    Map<String, BigDecimal> parts = entitlement.weights().parts();
                    BigDecimal whole = sum(parts.values());
                    return parts.entrySet().stream()
                            .map(part -> part.getKey() + " " + Texts.percent(part.getValue(), whole) + " %")
                            .collect(Collectors.joining(", "));
                });
    }

    static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Dimension> places(String text) {
        return switch (text) {
            case "cluster" -> List.of(Named.PROVIDER, Named.CLUSTER);
            case "node" -> List.of(Named.PROVIDER, Named.CLUSTER, Named.NODE);
            case "device" -> List.of(Named.PROVIDER, Named.CLUSTER, Named.NODE, Named.DEVICE);
            default -> throw new IllegalArgumentException("device, node or cluster is expected, not " + text);
        };
    }
}
