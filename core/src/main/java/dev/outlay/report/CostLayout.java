package dev.outlay.report;

import dev.outlay.allocation.Spread;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How totals are laid out as the rows of a cost report: which columns, in which units, summing to the total.
final class CostLayout {

    /// The name of the row that sums what a limit cut off.
    static final String OTHERS = "(others)";

    private final TotalsQuery query;
    private final Measure measure;
    private final boolean showCurrency;
    private final boolean showIdle;
    private final boolean showShared;

    CostLayout(TotalsQuery query, Measure measure, boolean showCurrency, boolean showIdle, boolean showShared) {
        this.showIdle = showIdle;
        this.showShared = showShared;
        this.query = query;
        this.measure = measure;
        this.showCurrency = showCurrency;
    }

    /// A row on its way to print: its texts, and the value it is sorted by.
    record Line(List<@Nullable String> texts, @Nullable BigDecimal value) {}

    List<Column> columns(@Nullable String currency) {
        List<Column> columns = new ArrayList<>();
        query.by().forEach(dimension -> columns.add(Column.text(dimension.text())));
        if (query.grain() != Grain.NONE) {
            columns.add(Column.time(query.grain().name().toLowerCase(Locale.ROOT)));
        }
        columns.add(Column.decimal("value", unit(measure, currency)));
        query.measures().stream()
                .skip(1)
                .forEach(each -> columns.add(Column.decimal(each.text(), unit(each, currency))));
        if (showIdle) {
            columns.add(Column.decimal("idle", unit(measure, currency)));
        }
        if (showShared) {
            columns.add(Column.decimal("shared", unit(measure, currency)));
        }
        if (query.measures().size() > 1) {
            columns.add(Column.decimal("charges", null));
            columns.add(Column.decimal("unpriced", null));
        }
        if (showCurrency) {
            columns.add(Column.text("currency"));
        }
        return columns;
    }

    /// The rows as lines, in the same order; of `parts`, what of each came from idle and from shared cost.
    List<Line> lines(List<Totals.Row> rows, List<Spread.Parts> parts) {
        List<List<@Nullable BigDecimal>> columns = new ArrayList<>();
        for (int i = 0; i < query.measures().size(); i++) {
            columns.add(values(rows, i));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Totals.Row row = rows.get(i);
            List<@Nullable String> texts = new ArrayList<>(row.dimensions());
            if (row.bucket() != null) {
                texts.add(bucket(row.bucket()));
            }
            for (int j = 0; j < columns.size(); j++) {
                texts.add(text(query.measures().get(j), columns.get(j).get(i)));
            }
            if (showIdle) {
                texts.add(part(parts.get(i).idle()));
            }
            if (showShared) {
                texts.add(part(parts.get(i).shared()));
            }
            if (columns.size() > 1) {
                texts.add(Long.toString(row.charges()));
                texts.add(Long.toString(row.unpriced()));
            }
            if (showCurrency) {
                texts.add(row.currency());
            }
            lines.add(new Line(texts, columns.getFirst().get(i)));
        }
        return lines;
    }

    /// The first lines, and one for the others whose value is what is left of the whole; over time, the lines of
    /// the names that are the largest over all of it, and in each bucket one for the others.
    List<Line> cut(List<Line> lines, int limit) {
        if (query.by().isEmpty() || showCurrency || query.measures().size() > 1) {
            return lines;
        }
        int names = query.by().size();
        Map<List<@Nullable String>, BigDecimal> sums = new LinkedHashMap<>();
        lines.forEach(line -> sums.merge(line.texts().subList(0, names), amount(line), BigDecimal::add));
        if (sums.size() <= limit) {
            return lines;
        }
        Set<List<@Nullable String>> kept = sums.entrySet().stream()
                .sorted(Map.Entry.<List<@Nullable String>, BigDecimal>comparingByValue()
                        .reversed())
                .limit(limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Line> shown = new ArrayList<>();
        Map<List<@Nullable String>, BigDecimal> rests = new LinkedHashMap<>();
        for (Line line : lines) {
            if (kept.contains(line.texts().subList(0, names))) {
                shown.add(line);
            } else {
                // what stands between the names and the value is the bucket, where there is one
                rests.merge(line.texts().subList(names, line.texts().size() - 1), amount(line), BigDecimal::add);
            }
        }
        rests.forEach((bucket, rest) -> {
            List<@Nullable String> texts = new ArrayList<>();
            query.by().forEach(_ -> texts.add(OTHERS));
            texts.addAll(bucket);
            texts.add(text(rest));
            shown.add(new Line(texts, rest));
        });
        if (query.grain() != Grain.NONE) {
            shown.sort(Comparator.comparing(
                    line -> line.texts().get(names), Comparator.nullsFirst(Comparator.naturalOrder())));
        }
        return shown;
    }

    private static BigDecimal amount(Line line) {
        return line.value() == null ? BigDecimal.ZERO : line.value();
    }

    BigDecimal total(List<Totals.Row> rows) {
        return values(rows, 0).stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Nullable
    String text(@Nullable BigDecimal value) {
        return text(measure, value);
    }

    private @Nullable String part(BigDecimal amount) {
        return text(measure.unit() == Measure.Unit.GPU_HOURS ? Decimals.hours(amount) : amount);
    }

    @Nullable
    String unit() {
        return unit(measure, null);
    }

    /// The values of one measure in the unit they are shown in. GPU-seconds do not divide into hours evenly, so
    /// what rounding at the 18th digit leaves over goes to the largest row: the rows sum to the hours of all
    /// seconds.
    private List<@Nullable BigDecimal> values(List<Totals.Row> rows, int index) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.measures().get(index)));
        if (query.measures().get(index).unit() != Measure.Unit.GPU_HOURS) {
            return values;
        }
        return hours(values);
    }

    /// GPU-seconds as hours that sum to the hours of all seconds.
    static List<@Nullable BigDecimal> hours(List<@Nullable BigDecimal> seconds) {
        List<@Nullable BigDecimal> values = new ArrayList<>(seconds);
        BigDecimal whole = values.stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        values.replaceAll(value -> value == null ? null : Decimals.hours(value));
        BigDecimal shown = values.stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = Decimals.hours(whole).subtract(shown);
        if (left.signum() != 0) {
            int largest = IntStream.range(0, values.size())
                    .boxed()
                    .max(Comparator.comparing(
                            i -> values.get(i), Comparator.nullsFirst(Comparator.comparing(BigDecimal::abs))))
                    .orElseThrow();
            values.set(largest, Objects.requireNonNull(values.get(largest)).add(left));
        }
        return values;
    }

    private static @Nullable String text(Measure measure, @Nullable BigDecimal value) {
        return value == null || measure.unit() != Measure.Unit.MONEY ? Texts.decimalOrNull(value) : Texts.money(value);
    }

    private static @Nullable String unit(Measure measure, @Nullable String currency) {
        return switch (measure.unit()) {
            case MONEY -> currency;
            case GPU_HOURS -> "GPU-hours";
            case KILOWATT_HOURS -> "kWh";
            case GRAMS_CO2E -> "gCO2e";
        };
    }

    private String bucket(Instant bucket) {
        return query.grain() == Grain.HOUR
                ? bucket.toString()
                : bucket.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
