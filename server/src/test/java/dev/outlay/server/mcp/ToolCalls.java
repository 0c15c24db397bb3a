package dev.outlay.server.mcp;

import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What each tool is called with in tests: once as its description says, once with something that it cannot take.
public final class ToolCalls {

    private static final Map<String, Map<String, Object>> NAMED = Map.of(
            "calculate_training_cost",
            Map.of("provider", "aws", "instance", "p3.2xlarge", "region", "us-east-1", "hours", 10),
            "forecast_training_cost",
            Map.of("job", "no-such-run", "remaining_epochs", 10),
            "check_training_budget",
            Map.of(
                    "budget_usd",
                    500,
                    "epochs",
                    90,
                    "batch_size",
                    256,
                    "model",
                    "ResNet-50",
                    "arch",
                    "cnn",
                    "dataset",
                    "imagenet"),
            "get_training_cost_report",
            Map.of("start", "2026-10-01", "end", "2026-10-30"),
            "compare_training_configs",
            Map.of(
                    "common",
                    Map.of("params", "7B", "tokens", "140B"),
                    "configs",
                    List.of(Map.of("gpu", "H100", "gpus", 64), Map.of("gpu", "A100-SXM4-80GB", "gpus", 128))),
            "recommend_cost_optimization",
            Map.of("run_id", "no-such-run"),
            "explain_change",
            Map.of("start", "2026-10-01", "end", "2026-10-30", "by", "team"));

    private ToolCalls() {}

    /// Arguments that are well formed, by tool; those that ask for a run are answered with that there is none.
    public static Map<String, Map<String, Object>> good() {
        Map<String, Map<String, Object>> good = new LinkedHashMap<>(NAMED);
        for (Report report : Reports.ALL) {
            good.put(
                    report.name(),
                    ReportTools.arguments(report, report.examples().getFirst()));
        }
        good.put("settings", Map.of());
        return good;
    }

    /// Arguments that are not: a name that no tool takes.
    public static Map<String, Object> broken() {
        return Map.of("no_such_argument", "?");
    }

    /// The names of the tools that everybody is offered.
    public static Stream<String> names() {
        return Stream.of(NamedTools.all(), ReportTools.all(), ServerTools.all())
                .flatMap(List::stream)
                .map(Tool::name);
    }
}
