package dev.outlay.report;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One key figure: what it is, its value or why it is not known, and what it was made of. Immutable.
record Kpi(
        String name,
        @Nullable String value,
        @Nullable String unit,
        String definition,
        String inputs,
        @Nullable Span span,
        @Nullable String notKnown) {

    static Kpi known(String name, String value, @Nullable String unit, String definition, String inputs) {
        return new Kpi(name, value, unit, definition, inputs, null, null);
    }

    static Kpi notKnown(String name, String definition, String why) {
        return new Kpi(name, null, null, definition, "", null, why);
    }

    Kpi over(@Nullable Span other) {
        return new Kpi(name, value, unit, definition, inputs, other, notKnown);
    }

    static final List<Column> COLUMNS = List.of(
            Column.text("kpi"),
            Column.decimal("value", null),
            Column.text("unit"),
            Column.text("inputs"),
            Column.text("definition"),
            Column.time("from"),
            Column.time("to"),
            Column.text("not_known"));

    List<@Nullable String> row() {
        List<@Nullable String> row = new ArrayList<>();
        row.add(name);
        row.add(value);
        row.add(unit);
        row.add(inputs.isEmpty() ? null : inputs);
        row.add(definition);
        row.add(
                span == null || span.from().equals(Span.EVER.from())
                        ? null
                        : span.from().toString());
        row.add(
                span == null || span.to().equals(Span.EVER.to())
                        ? null
                        : span.to().toString());
        row.add(notKnown);
        return row;
    }

    static String text(BigDecimal value) {
        return Decimals.text(value);
    }
}
