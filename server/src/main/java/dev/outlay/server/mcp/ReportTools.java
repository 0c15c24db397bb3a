package dev.outlay.server.mcp;

import dev.outlay.connect.json.JsonText;
import dev.outlay.report.Parameter;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every report as a tool that changes nothing, by the name that it has everywhere. Stateless and thread-safe.
final class ReportTools {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    // verbs of two words; what stands behind them without a name is the first parameter
    private static final Set<String> GROUPS = Set.of("report", "prices", "budget", "alert");
    private static final Set<String> PAIRS =
            Set.of("forecast run", "carbon run", "carbon greenest", "recommend accept");

    private ReportTools() {}

    static List<Tool> all() {
        return Reports.ALL.stream().map(ReportTools::of).toList();
    }

    private static Tool of(Report report) {
        return new Tool(
                report.name(),
                title(report.name()),
                description(report),
                report.parameters().stream().map(Input::of).toList(),
                Tool.Effect.READS,
                "GET /api/v1/reports/" + report.name(),
                (given, visitor) -> visitor.outlay().answer(report.name(), given.parameters()));
    }

    private static String title(String name) {
        String words = name.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String description(Report report) {
        var text = new StringBuilder(Input.plain(report.description()));
        for (String example : report.examples()) {
            int comment = example.indexOf("    #");
            text.append("\nExample: ").append(json(arguments(report, example)));
            if (comment >= 0) {
                text.append(" - ")
                        .append(Input.plain(
                                example.substring(comment + "    #".length()).strip()));
            }
        }
        return text.toString();
    }

    /// What an example of the command line gives, by parameter: texts, lists of texts and truth values.
    static Map<String, Object> arguments(Report report, String example) {
        int comment = example.indexOf("    #");
        List<String> words = words(comment < 0 ? example : example.substring(0, comment));
        Map<String, Object> arguments = new LinkedHashMap<>();
        int at = verb(words);
        while (at < words.size()) {
            String word = words.get(at++);
            if (!word.startsWith("--")) {
                arguments.put(report.parameters().getFirst().name(), word);
                continue;
            }
            String name = word.substring(2);
            Parameter parameter = report.parameters().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(null);
            boolean isFlag = at >= words.size() || words.get(at).startsWith("--");
            String value = isFlag ? "true" : words.get(at++);
            if (parameter == null) {
                // of the command line alone, such as --output
                continue;
            }
            switch (parameter.kind()) {
                case ONE -> arguments.put(name, value);
                case SWITCH -> arguments.put(name, true);
                case MANY -> {
                    List<String> values = new ArrayList<>();
                    if (arguments.get(name) instanceof List<?> before) {
                        before.forEach(each -> values.add(String.valueOf(each)));
                    }
                    values.add(value);
                    arguments.put(name, List.copyOf(values));
                }
            }
        }
        return arguments;
    }

    private static int verb(List<String> words) {
        if (words.size() > 1
                && (GROUPS.contains(words.getFirst()) || PAIRS.contains(words.get(0) + " " + words.get(1)))) {
            return 2;
        }
        return 1;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    static String json(Map<String, Object> arguments) {
        return JsonText.of(arguments);
    }
}
