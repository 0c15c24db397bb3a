package dev.outlay.report;

import dev.outlay.allocation.Statements;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Statement;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How the lines of a statement are laid out: grouped by some of what an owner is, summing to the statement.
final class StatementLayout {

    /// What lines are grouped by.
    enum Key {
        TEAM("team", Statement.Owed::team),
        PROJECT("project", Statement.Owed::project),
        COST_CENTER("cost-center", Statement.Owed::costCenter);

        private final String text;

        // made of method references, which nobody can change
        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<Statement.Owed, @Nullable String> value;

        Key(String text, Function<Statement.Owed, @Nullable String> value) {
            this.text = text;
            this.value = value;
        }

        static Key of(String text) {
            return Arrays.stream(values())
                    .filter(key -> key.text.equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("team, project or cost-center is expected, not " + text));
        }
    }

    private static final List<Function<Statement.Line, @Nullable BigDecimal>> AMOUNTS = List.of(
            Statement.Line::used,
            Statement.Line::idle,
            line -> sum(line.used(), line.idle()),
            Statement.Line::billed,
            Statement.Line::gpuSeconds,
            Statement.Line::energyKwh,
            Statement.Line::emissionsGrams);
    private static final int MONEY = 4;
    private static final int EFFECTIVE = 2;
    private static final int BILLED = 3;
    private static final int GPU_SECONDS = 4;

    private final List<Key> by;
    private final List<Row> rows = new ArrayList<>();

    /// A row while it is made: its owner, month and currency, and the sums of [#AMOUNTS].
    private static final class Row {

        private final List<@Nullable String> owner;
        private final String month;
        private final String currency;
        private final @Nullable BigDecimal[] sums = new BigDecimal[AMOUNTS.size()];

        Row(List<@Nullable String> owner, String month, String currency) {
            this.owner = owner;
            this.month = month;
            this.currency = currency;
        }

        String month() {
            return month;
        }

        String currency() {
            return currency;
        }

        void add(Statement.Line line) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sum(sums[i], AMOUNTS.get(i).apply(line));
            }
        }
    }

    StatementLayout(List<Key> by, Statement statement) {
        this.by = by;
        Map<List<@Nullable String>, Row> grouped = new LinkedHashMap<>();
        for (Statement.Line line : statement.lines()) {
            List<@Nullable String> owner = new ArrayList<>();
            by.forEach(key -> owner.add(key.value.apply(line.owed())));
            List<@Nullable String> group = new ArrayList<>(owner);
            String month = Statements.month(line.month()).toString();
            group.add(month);
            group.add(line.owed().currency());
            grouped.computeIfAbsent(
                            group, _ -> new Row(owner, month, line.owed().currency()))
                    .add(line);
        }
        rows.addAll(grouped.values());
        // the statement's own month before what it corrects, the dearest owner first
        rows.sort(Comparator.comparing(Row::month)
                .reversed()
                .thenComparing(Row::currency)
                .thenComparing(row -> row.sums[EFFECTIVE], Comparator.nullsLast(Comparator.reverseOrder())));
        hours();
    }

    /// Puts the sums of money by currency into the heading; null where there are several currencies.
    void totals(Map<String, @Nullable String> heading) {
        Map<String, List<Row>> priced = rows.stream()
                .filter(row -> !row.currency.equals(Costs.NO_CURRENCY))
                .collect(Collectors.groupingBy(Row::currency, TreeMap::new, Collectors.toList()));
        boolean isOne = priced.size() == 1;
        heading.put("total", isOne ? Texts.money(total(EFFECTIVE)) : null);
        heading.put("billed", isOne ? Texts.money(total(BILLED)) : null);
        heading.put("currency", isOne ? priced.keySet().iterator().next() : null);
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        by.forEach(key -> columns.add(Column.text(key.text)));
        columns.add(Column.text("month"));
        columns.add(Column.decimal("used", null));
        columns.add(Column.decimal("idle", null));
        columns.add(Column.decimal("effective", null));
        columns.add(Column.decimal("billed", null));
        columns.add(Column.decimal("gpu_hours", "GPU-hours"));
        columns.add(Column.decimal("energy", "kWh"));
        columns.add(Column.decimal("carbon", "gCO2e"));
        columns.add(Column.text("currency"));
        return columns;
    }

    List<List<@Nullable String>> rows() {
        List<List<@Nullable String>> texts = new ArrayList<>();
        for (Row row : rows) {
            List<@Nullable String> values = new ArrayList<>(row.owner);
            values.add(row.month);
            for (int i = 0; i < row.sums.length; i++) {
                BigDecimal sum = row.sums[i];
                values.add(i < MONEY && sum != null ? Texts.money(sum) : Texts.decimalOrNull(sum));
            }
            values.add(row.currency.equals(Costs.NO_CURRENCY) ? null : row.currency);
            texts.add(values);
        }
        return texts;
    }

    /// GPU-seconds become hours; what rounding leaves over goes to the largest row, so that rows sum to the whole.
    private void hours() {
        BigDecimal whole = Decimals.hours(total(GPU_SECONDS));
        rows.forEach(row -> {
            BigDecimal seconds = row.sums[GPU_SECONDS];
            row.sums[GPU_SECONDS] = seconds == null ? null : Decimals.hours(seconds);
        });
        BigDecimal left = whole.subtract(total(GPU_SECONDS));
        if (left.signum() != 0) {
            int largest = IntStream.range(0, rows.size())
                    .boxed()
                    .max(Comparator.comparing(
                            i -> rows.get(i).sums[GPU_SECONDS],
                            Comparator.nullsFirst(Comparator.comparing(BigDecimal::abs))))
                    .orElseThrow();
            rows.get(largest).sums[GPU_SECONDS] = sum(rows.get(largest).sums[GPU_SECONDS], left);
        }
    }

    private BigDecimal total(int amount) {
        return rows.stream()
                .map(row -> row.sums[amount])
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? (one == null ? other : one) : one.add(other);
    }
}
