package dev.outlay.connect.focus.check;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes checks as conditions on a row in SQL. A column that the data set lacks has no value in any row.
/// Immutable.
final class RowSql {

    private static final int LONGEST_VALUE = 60;
    private static final Pattern COLUMN = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    // codes of ISO 4217 for no money that a nation issues: precious metals, units of account, tests
    private static final Set<String> NO_NATIONAL = Set.of(
            "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XFO", "XFU", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX");
    private static final String CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !NO_NATIONAL.contains(code))
            .sorted()
            .map(code -> "'" + code + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final Map<String, String> types;

    RowSql(Map<String, String> types) {
        this.types = types;
    }

    boolean has(String column) {
        return types.containsKey(column);
    }

    String column(String name) {
        return has(name) ? "\"" + name.replace("\"", "\"\"") + "\"" : "cast(null as varchar)";
    }

    /// A condition that is true of rows that satisfy the check.
    String of(Check check) {
        return switch (check) {
            case Check.Nothing _, Check.Other _, Check.Unknown _, Check.Distinct _ -> "true";
            case Check.All all -> joined(all.checks(), " and ", "true");
            case Check.Any any -> joined(any.checks(), " or ", "false");
            case Check.Present present -> has(present.column()) ? "true" : "false";
            case Check.Value value -> value(value);
            case Check.SameAs same ->
                "(" + column(same.column()) + " is " + (same.equal() ? "not " : "") + "distinct from "
                        + column(same.other()) + ")";
            case Check.AtLeast least ->
                "coalesce(try_cast(" + column(least.column()) + " as double) >= "
                        + least.number().toPlainString() + ", true)";
            case Check.Product product ->
                "product_ok(" + column(product.column()) + ", " + column(product.times()) + ", "
                        + column(product.result()) + ")";
            case Check.Formed formed -> formed(formed);
            case Check.Sql sql -> "(" + filled(sql.sql()) + ")";
        };
    }

    /// A condition of ours with its columns in place of their names in braces.
    private String filled(String sql) {
        return COLUMN.matcher(sql).replaceAll(name -> Matcher.quoteReplacement(column(name.group(1))));
    }

    static List<String> columnsIn(String sql) {
        List<String> columns = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(sql);
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        return columns.stream().distinct().toList();
    }

    /// The columns with their values, as a text: `BilledCost=1.5, ChargeCategory=null`.
    String shown(List<String> columns) {
        return columns.stream().map(this::shown).collect(Collectors.joining(" || ', ' || "));
    }

    /// One column with its value, as a text.
    String shown(String name) {
        return "'" + name.replace("'", "''") + "=' || coalesce(replace(" + column(name) + "[:" + LONGEST_VALUE
                + "], chr(10), ' '), 'null')";
    }

    private String joined(List<Check> checks, String word, String none) {
        return checks.isEmpty() ? none : checks.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
    }

    private String value(Check.Value value) {
        String column = column(value.column());
        String text = value.text();
        if (text == null) {
            return "(" + column + (value.equal() ? " is null)" : " is not null)");
        }
        if (value.number() != null) {
            return "coalesce(try_cast(" + column + " as double) " + (value.equal() ? "=" : "<>") + " "
                    + value.number().toPlainString() + ", " + !value.equal() + ")";
        }
        return "(" + column + " is " + (value.equal() ? "not " : "") + "distinct from '" + text.replace("'", "''")
                + "')";
    }

    private String formed(Check.Formed formed) {
        String column = column(formed.column());
        String type = types.getOrDefault(formed.column(), "VARCHAR");
        boolean text = type.equals("VARCHAR");
        return switch (formed.form()) {
            case TYPE_STRING -> Boolean.toString(text || type.startsWith("ENUM"));
            case TYPE_DECIMAL -> text && isOfText() ? "number_ok(" + column + ")" : Boolean.toString(isNumber(type));
            case TYPE_DATE_TIME ->
                text
                        ? "(try_cast(" + column + " as timestamp) is not null)"
                        : Boolean.toString(type.startsWith("TIMESTAMP"));
            case DATE_TIME -> "date_time_ok(" + column + ")";
            case NUMERIC -> "number_ok(" + column + ")";
            // what is no Unicode was not read as a row at all
            case STRING -> "true";
            case KEY_VALUE -> "flat_ok(" + column + ")";
            case JSON_OBJECT -> "object_ok(" + column + ")";
            case UNIT -> "unit_ok(" + column + ")";
            case CURRENCY -> "(trim(" + column + ") <> '')";
            case NATIONAL_CURRENCY -> "(" + column + " in " + CURRENCIES + ")";
        };
    }

    private boolean isOfText() {
        return types.values().stream().allMatch("VARCHAR"::equals);
    }

    private static boolean isNumber(String type) {
        return type.startsWith("DECIMAL")
                || type.endsWith("INT")
                || type.endsWith("INTEGER")
                || type.equals("FLOAT")
                || type.equals("DOUBLE");
    }
}
