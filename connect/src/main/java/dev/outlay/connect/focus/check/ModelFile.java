package dev.outlay.connect.focus.check;

import dev.outlay.connect.focus.check.Check.Form;
import dev.outlay.connect.json.JsonTree;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the requirements model of FOCUS in the JSON form that the FinOps Foundation publishes for its validator,
/// from the user's own copy. Older copies name rules conformance rules. Thread-safe.
final class ModelFile {

    private static final List<String> RULES = List.of("ModelRules", "ConformanceRules");
    private static final List<String> DATASETS = List.of("ModelDatasets", "ConformanceDatasets");

    private ModelFile() {}

    static Model read(Path file) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            return model(file, JsonTree.read(in));
        } catch (IOException e) {
            throw SourceException.callersMistake("the requirements model " + file + " cannot be read as JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Model model(Path file, @Nullable Object document) throws SourceException {
        Map<String, @Nullable Object> top = object(document);
        Map<String, @Nullable Object> said = object(first(top, RULES));
        if (said.isEmpty()) {
            throw SourceException.callersMistake(file + " is no requirements model of FOCUS: it has no ModelRules."
                    + " Take the JSON file that the FinOps Foundation publishes with its validator.");
        }
        Map<String, Rule> rules = new LinkedHashMap<>();
        said.forEach((id, rule) -> rules.put(id, rule(id, object(rule))));
        Map<String, @Nullable Object> details = object(top.get("Details"));
        String version = text(details, "FOCUSVersion", text(details, "ModelVersion", ""));
        var model = new Model("requirements model " + version, rules, Set.of());
        return new Model(model.name(), rules, outside(model, object(first(top, DATASETS))));
    }

    /// What only other data sets than cost and usage lead to.
    private static Set<String> outside(Model model, Map<String, @Nullable Object> datasets) {
        Set<String> inside = new HashSet<>();
        Set<String> others = new HashSet<>();
        datasets.forEach((name, dataset) -> {
            Set<String> reached = name.equals("CostAndUsage") ? inside : others;
            List<@Nullable Object> roots = list(first(object(dataset), RULES));
            roots.forEach(root -> reach(model, String.valueOf(root), reached));
        });
        others.removeAll(inside);
        return inside.isEmpty() ? Set.of() : others;
    }

    private static void reach(Model model, String id, Set<String> reached) {
        Rule rule = model.rules().get(id);
        if (rule != null && reached.add(id)) {
            rule.parts().forEach(part -> reach(model, part, reached));
        }
    }

    private static Rule rule(String id, Map<String, @Nullable Object> rule) {
        Map<String, @Nullable Object> criteria = object(rule.get("ValidationCriteria"));
        Map<String, @Nullable Object> condition = object(criteria.get("Condition"));
        return new Rule(
                id,
                text(criteria, "Keyword", "MUST").toUpperCase(Locale.ROOT),
                text(rule, "Function", "Validation"),
                text(rule, "Reference", id),
                text(criteria, "MustSatisfy", ""),
                list(rule.get("ApplicabilityCriteria")).stream()
                        .map(String::valueOf)
                        .toList(),
                condition.isEmpty() ? null : check(condition),
                check(object(criteria.get("Requirement"))));
    }

    private static Check check(Map<String, @Nullable Object> said) {
        if (said.isEmpty()) {
            return new Check.Nothing();
        }
        String function = text(said, "CheckFunction", "");
        return switch (function) {
            // some conditions are written as {"AND": [...]}
            case "" -> {
                boolean any = said.containsKey("OR");
                List<Check> checks = checks(any ? said.get("OR") : said.get("AND"));
                yield checks.isEmpty()
                        ? new Check.Unknown(said.keySet().toString())
                        : any ? new Check.Any(checks) : new Check.All(checks);
            }
            case "AND" -> new Check.All(checks(said.get("Items")));
            case "OR" -> new Check.Any(checks(said.get("Items")));
            case "CheckModelRule", "CheckConformanceRule" ->
                new Check.Other(text(said, "ModelRuleId", text(said, "ConformanceRuleId", "")));
            case "ColumnPresent" -> new Check.Present(column(said));
            case "CheckValue", "CheckNotValue" -> value(said, function.equals("CheckValue"));
            case "CheckSameValue", "CheckNotSameValue" ->
                new Check.SameAs(
                        text(said, "ColumnAName", ""),
                        text(said, "ColumnBName", ""),
                        function.equals("CheckSameValue"));
            case "CheckGreaterOrEqualThanValue" -> new Check.AtLeast(column(said), number(said.get("Value")));
            case "ColumnByColumnEqualsColumnValue" ->
                new Check.Product(
                        text(said, "ColumnAName", ""),
                        text(said, "ColumnBName", ""),
                        text(said, "ResultColumnName", ""));
            case "CheckDistinctCount" ->
                new Check.Distinct(
                        text(said, "ColumnAName", ""),
                        text(said, "ColumnBName", ""),
                        number(said.get("ExpectedCount")).intValue());
            default -> formed(function, column(said));
        };
    }

    private static Check formed(String function, String column) {
        Form form = switch (function) {
            case "TypeString" -> Form.TYPE_STRING;
            case "TypeDecimal", "CheckDecimalValue" -> Form.TYPE_DECIMAL;
            case "TypeDateTime" -> Form.TYPE_DATE_TIME;
            case "FormatDateTime" -> Form.DATE_TIME;
            case "FormatNumeric" -> Form.NUMERIC;
            case "FormatString" -> Form.STRING;
            case "FormatKeyValue" -> Form.KEY_VALUE;
            case "FormatJSONObject", "FormatJsonObject", "FormatJSON", "TypeJSON", "TypeJson" -> Form.JSON_OBJECT;
            case "FormatUnit" -> Form.UNIT;
            case "FormatCurrency" -> Form.CURRENCY;
            case "CheckNationalCurrency" -> Form.NATIONAL_CURRENCY;
            default -> null;
        };
        return form == null ? new Check.Unknown(function) : new Check.Formed(column, form);
    }

    private static Check value(Map<String, @Nullable Object> said, boolean equal) {
        Object value = said.get("Value");
        return new Check.Value(
                column(said),
                value == null ? null : String.valueOf(value),
                value instanceof BigDecimal number ? number : null,
                equal);
    }

    private static List<Check> checks(@Nullable Object items) {
        // one condition alone may stand without its list
        return items instanceof Map<?, ?>
                ? List.of(check(object(items)))
                : list(items).stream().map(item -> check(object(item))).toList();
    }

    // some conditions name their column CheckCondition
    private static String column(Map<String, @Nullable Object> said) {
        return text(said, "ColumnName", text(said, "CheckCondition", ""));
    }

    private static BigDecimal number(@Nullable Object value) {
        return value instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(value));
    }

    private static String text(Map<String, @Nullable Object> object, String name, String otherwise) {
        Object value = object.get(name);
        return value == null ? otherwise : String.valueOf(value);
    }

    private static @Nullable Object first(Map<String, @Nullable Object> object, List<String> names) {
        return names.stream()
                .filter(object::containsKey)
                .findFirst()
                .map(object::get)
                .orElse(null);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, held) -> object.put(String.valueOf(name), held));
        }
        return object;
    }

    private static List<@Nullable Object> list(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        if (value instanceof List<?> held) {
            list.addAll(held);
        }
        return list;
    }
}
