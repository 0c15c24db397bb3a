package dev.outlay.cli;

import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The parameters of a report as options of a verb.
final class ReportOptions {

    private final Report report;
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    ReportOptions(Report report) {
        this.report = report;
    }

    void addTo(CommandSpec spec) {
        report.parameters().forEach(parameter -> spec.addOption(option(parameter)));
    }

    /// What was given on the command line.
    Parameters given() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        options.forEach((name, option) -> {
            Object value = option.getValue();
            if (value instanceof List<?> texts) {
                given.put(name, texts.stream().map(String::valueOf).toList());
            } else if (value instanceof String text) {
                given.put(name, List.of(text));
            } else if (Boolean.TRUE.equals(value)) {
                given.put(name, List.of("true"));
            }
        });
        return new Parameters(given);
    }

    private OptionSpec option(Parameter parameter) {
        OptionSpec.Builder builder =
                OptionSpec.builder("--" + parameter.name()).description(parameter.description() + ".");
        OptionSpec option = switch (parameter.kind()) {
            case ONE ->
                builder.type(String.class).paramLabel(parameter.example()).build();
            case MANY ->
                builder.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(parameter.example())
                        .build();
            case SWITCH -> builder.type(Boolean.class).arity("0").build();
        };
        options.put(parameter.name(), option);
        return option;
    }
}
