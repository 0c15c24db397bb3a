package dev.outlay.connect.focus.check;

import dev.outlay.connect.focus.FocusColumn;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.connect.focus.check.Check.Form;
import dev.outlay.connect.sql.Migrations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Our own rules for a version of FOCUS, for those who bring no requirements model: what a data set cannot do
/// without, in few enough checks to run on every import. Thread-safe.
final class Essentials {

    private Essentials() {}

    static Model of(FocusVersion version) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (FocusColumn column : FocusColumn.of(version)) {
            ofColumn(column).forEach(rule -> rules.put(rule.id(), rule));
        }
        Migrations.text("/dev/outlay/connect/focus/check/essentials.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", 6)).map(String::strip).toArray(String[]::new))
                .filter(cells -> FocusVersion.of(cells[1]).compareTo(version) <= 0)
                .forEach(cells -> rules.put(cells[0], ofSeveral(cells)));
        rules.put(
                "ServiceName-one-category",
                rule(
                        "ServiceName-one-category",
                        "MUST",
                        "Validation",
                        "ServiceName",
                        null,
                        new Check.Distinct("ServiceName", "ServiceCategory", 1)));
        return new Model("essential rules of Outlay for FOCUS " + version.text(), rules, Set.of());
    }

    private static List<Rule> ofColumn(FocusColumn column) {
        String name = column.name();
        List<Rule> rules = new java.util.ArrayList<>();
        if (column.level() == FocusColumn.Level.MANDATORY) {
            rules.add(rule(name + "-present", "MUST", "Presence", name, null, new Check.Present(name)));
        }
        if (!column.nullable()) {
            rules.add(rule(
                    name + "-stated", "MUST NOT", "Nullability", name, null, new Check.Value(name, null, null, false)));
        }
        Form form = switch (column.kind()) {
            case STRING -> null;
            case DECIMAL -> Form.NUMERIC;
            case DATETIME -> Form.DATE_TIME;
            case CURRENCY -> Form.NATIONAL_CURRENCY;
            case TAGS -> Form.KEY_VALUE;
            case JSON -> Form.JSON_OBJECT;
        };
        if (form != null) {
            rules.add(rule(name + "-form", "MUST", "Format", name, null, new Check.Formed(name, form)));
        }
        if (!column.values().isEmpty()) {
            Check values = new Check.Any(column.values().stream()
                    .map(value -> (Check) new Check.Value(name, value, null, true))
                    .toList());
            rules.add(rule(name + "-value", "MUST", "Validation", name, null, values));
        }
        return rules;
    }

    private static Rule ofSeveral(String[] cells) {
        return rule(
                cells[0], cells[2], "Composite", cells[3], cells[4].isEmpty() ? null : sql(cells[4]), sql(cells[5]));
    }

    private static Check sql(String sql) {
        return new Check.Sql(sql, RowSql.columnsIn(sql));
    }

    private static Rule rule(String id, String keyword, String kind, String column, @Nullable Check when, Check must) {
        return new Rule(id, keyword, kind, column, "", List.of(), when, must);
    }
}
