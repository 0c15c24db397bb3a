package dev.outlay.report;

import dev.outlay.outlook.Freshness;
import dev.outlay.outlook.SourceFreshness;
import dev.outlay.outlook.SpendChange;
import dev.outlay.outlook.Telltale;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the explanation of a change is written: one sentence and the sums in the heading, groups in rows, then what
/// has another price, and which dimensions were tried. `tried` is empty where the dimension was asked for.
record ExplainTable(
        SpendChange.Question question, SpendChange.Explanation explanation, List<Telltale> tried, int limit) {

    private static final int SHARE_DIGITS = 4;

    Table table(String name, Desk desk) {
        List<SpendChange.Part> parts = explanation.parts();
        BigDecimal before = sum(parts, SpendChange.Part::before);
        BigDecimal after = sum(parts, SpendChange.Part::after);
        BigDecimal change = after.subtract(before);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("because", because(before, after));
        heading.put("measure", question.measure().text());
        heading.put("currency", question.currency());
        heading.put("from", question.after().from().toString());
        heading.put("to", question.after().to().toString());
        heading.put("before_from", question.before().from().toString());
        heading.put("before_to", question.before().to().toString());
        heading.put("before", Texts.money(before));
        heading.put("after", Texts.money(after));
        heading.put("change", Texts.money(change));
        heading.put("change_percent", Texts.percentOrNull(change, before));
        heading.put("by_price", Texts.money(sum(parts, SpendChange.Part::byPrice)));
        heading.put("by_quantity", Texts.money(sum(parts, SpendChange.Part::byQuantity)));
        heading.put("other", Texts.money(sum(parts, SpendChange.Part::other)));
        heading.put("by", explanation.dimension().text());
        List<Table> more = new ArrayList<>(List.of(prices()));
        if (!tried.isEmpty()) {
            more.add(dimensions());
        }
        return Table.of(
                name,
                heading,
                columns(),
                parts.stream().limit(limit).map(part -> row(part, change)).toList(),
                notes(desk, parts),
                more);
    }

    private String because(BigDecimal before, BigDecimal after) {
        BigDecimal change = after.subtract(before);
        String currency = question.currency();
        if (explanation.parts().isEmpty()) {
            return "no charge with a cost in " + currency + " was found in either span";
        }
        if (change.signum() == 0) {
            return "spend is the same in both spans, " + two(after) + " " + currency;
        }
        String percent = Texts.percentOrNull(change, before);
        SpendChange.Part first = explanation.parts().getFirst();
        List<SpendChange.Part> parts = explanation.parts();
        return "spend " + (change.signum() > 0 ? "rose" : "fell") + " by " + two(change.abs()) + " " + currency
                + (percent == null ? "" : " (" + percent + " %)") + ": " + two(sum(parts, SpendChange.Part::byPrice))
                + " by price, " + two(sum(parts, SpendChange.Part::byQuantity)) + " by quantity of GPU time, "
                + two(sum(parts, SpendChange.Part::other)) + " other; the largest change by "
                + explanation.dimension().text() + " is " + Objects.requireNonNullElse(first.group(), "what says none")
                + " with " + two(first.change());
    }

    private List<Column> columns() {
        String currency = question.currency();
        return List.of(
                Column.text(explanation.dimension().text()),
                Column.decimal("before", currency),
                Column.decimal("after", currency),
                Column.decimal("change", currency),
                Column.decimal("change_percent", "%"),
                Column.decimal("part_percent", "%"),
                Column.decimal("by_price", currency),
                Column.decimal("by_quantity", currency),
                Column.decimal("other", currency),
                Column.decimal("gpu_hours_before", "GPU-hours"),
                Column.decimal("gpu_hours_after", "GPU-hours"));
    }

    private static List<@Nullable String> row(SpendChange.Part part, BigDecimal whole) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(part.group());
        row.add(Texts.money(part.before()));
        row.add(Texts.money(part.after()));
        row.add(Texts.money(part.change()));
        row.add(Texts.percentOrNull(part.change(), part.before()));
        row.add(Texts.percentOrNull(part.change(), whole));
        row.add(Texts.money(part.byPrice()));
        row.add(Texts.money(part.byQuantity()));
        row.add(Texts.money(part.other()));
        row.add(hours(part.gpuSecondsBefore()));
        row.add(hours(part.gpuSecondsAfter()));
        return row;
    }

    private Table prices() {
        List<Column> columns = new ArrayList<>();
        SpendChange.PRICED_BY.forEach(dimension -> columns.add(Column.text(dimension.text())));
        columns.add(Column.decimal("hour_before", question.currency()));
        columns.add(Column.decimal("hour_after", question.currency()));
        columns.add(Column.decimal("gpu_hours_after", "GPU-hours"));
        columns.add(Column.decimal("by_price", question.currency()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        explanation.repriced().stream().limit(limit).forEach(each -> {
            List<@Nullable String> row = new ArrayList<>(each.cell());
            row.add(Texts.money(each.before()));
            row.add(Texts.money(each.after()));
            row.add(Decimals.text(each.gpuHours()));
            row.add(Texts.money(each.byPrice()));
            rows.add(row);
        });
        return Table.of(
                "prices",
                Map.of(),
                columns,
                rows,
                List.of("what one GPU-hour cost on average before and after, of what was held in both spans"));
    }

    private Table dimensions() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Telltale each : tried) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(each.dimension().text());
            row.add(Integer.toString(each.values()));
            row.add(each.tells().stream()
                    .map(value -> Objects.requireNonNullElse(value, "(none)"))
                    .collect(Collectors.joining(", ")));
            row.add(share(each.part()).movePointRight(2).toPlainString());
            row.add(share(each.surprise()).toPlainString());
            rows.add(row);
        }
        return Table.of(
                "dimensions",
                Map.of(),
                List.of(
                        Column.text("dimension"),
                        Column.decimal("values", null),
                        Column.text("told_by"),
                        Column.decimal("part_percent", "%"),
                        Column.decimal("surprise", null)),
                rows,
                List.of("the first is the one that the rows go by: few of its values make up most of the change, and"
                        + " their share of spend moved most"));
    }

    private List<String> notes(Desk desk, List<SpendChange.Part> parts) {
        List<String> notes = new ArrayList<>();
        if (parts.isEmpty()) {
            notes.add("no charge was found: import some with outlay import, or ask for other spans or filters");
        }
        if (parts.size() > limit) {
            notes.add((parts.size() - limit) + " more groups: see them with limit");
        }
        if (!question.before().length().equals(question.after().length())) {
            notes.add("the two spans are not equally long: "
                    + question.before().length().toHours() + " h and "
                    + question.after().length().toHours() + " h");
        }
        notes.add("price is what the new GPU time cost more than at the price of before; what is new or gone is"
                + " quantity; what holds no GPU is other");
        new Freshness(desk.ledger(), desk.now())
                .sources().stream()
                        .filter(source -> source.state() == SourceFreshness.State.LATE
                                && source.chargedTo().isBefore(question.after().to()))
                        .forEach(source -> notes.add(source.kind().text() + " charges of "
                                + Objects.requireNonNullElse(source.provider(), "no provider") + " reach to "
                                + source.chargedTo() + " only: what is after that is missing, not saved"));
        return notes;
    }

    private static BigDecimal sum(List<SpendChange.Part> parts, Function<SpendChange.Part, BigDecimal> of) {
        return parts.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable String hours(@Nullable BigDecimal seconds) {
        return seconds == null ? null : Decimals.text(Decimals.hours(seconds));
    }

    // a share is an order of magnitude, not a sum
    private static BigDecimal share(double value) {
        return BigDecimal.valueOf(value).setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static String two(BigDecimal amount) {
        return ForecastTables.two(amount);
    }
}
