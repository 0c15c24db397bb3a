package dev.outlay.cli;

import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The parameters of a report, or of anything else that is asked for by parameters, as options of a verb, of which
/// one may stand without its name.
final class ReportOptions {

    private final List<Parameter> parameters;
    private final @Nullable String first;
    private final boolean needsFirst;
    private final Map<String, ArgSpec> options = new LinkedHashMap<>();

    /// `first` is the name of the parameter that stands without a name behind the verb; null where none does.
    ReportOptions(Report report, @Nullable String first) {
        this(report.parameters(), first, true);
    }

    /// See the other constructor, for a verb that is no report.
    ReportOptions(List<Parameter> parameters, @Nullable String first) {
        this(parameters, first, true);
    }

    /// See the other constructors; `needsFirst` is false where `first` may be left out.
    ReportOptions(List<Parameter> parameters, @Nullable String first, boolean needsFirst) {
        this.parameters = List.copyOf(parameters);
        this.first = first;
        this.needsFirst = needsFirst;
    }

    void addTo(CommandSpec spec) {
        for (Parameter parameter : parameters) {
            ArgSpec option = parameter.name().equals(first) ? positional(parameter) : option(parameter);
            options.put(parameter.name(), option);
            spec.add(option);
        }
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

    private PositionalParamSpec positional(Parameter parameter) {
        return PositionalParamSpec.builder()
                .index("0")
                .arity(needsFirst ? "1" : "0..1")
                .required(needsFirst)
                .type(String.class)
                .paramLabel(parameter.name().toUpperCase(Locale.ROOT))
                .description(Help.sentence(parameter))
                .build();
    }

    private static OptionSpec option(Parameter parameter) {
        OptionSpec.Builder builder = OptionSpec.builder("--" + parameter.name()).description(Help.sentence(parameter));
        return switch (parameter.kind()) {
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
    }
}
