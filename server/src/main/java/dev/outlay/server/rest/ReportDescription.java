package dev.outlay.server.rest;

import dev.outlay.report.Parameter;
import dev.outlay.report.Report;
import java.util.List;
import java.util.Locale;

/// A report as the list of reports shows it. Immutable and thread-safe.
public record ReportDescription(
        String name, String description, String path, List<ParameterDescription> parameters, List<String> examples) {

    /// A parameter; `kind` is `one`, `many` (repeated or separated by commas) or `switch`.
    public record ParameterDescription(String name, String kind, String description, String example) {

        static ParameterDescription of(Parameter parameter) {
            return new ParameterDescription(
                    parameter.name(),
                    parameter.kind().name().toLowerCase(Locale.ROOT),
                    parameter.description(),
                    parameter.example());
        }
    }

    static ReportDescription of(Report report) {
        return new ReportDescription(
                report.name(),
                report.description(),
                "/api/v1/reports/" + report.name(),
                report.parameters().stream().map(ParameterDescription::of).toList(),
                report.examples());
    }
}
