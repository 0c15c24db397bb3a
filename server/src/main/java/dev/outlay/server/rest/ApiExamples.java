package dev.outlay.server.rest;

import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Writes requests that work into the OpenAPI document: each has a name, under which every parameter that it gives,
/// and its body, has an example.
final class ApiExamples {

    private static final String REPORTS = "/api/v1/reports/";

    private final List<HttpExample> written = HttpExample.all();

    void addTo(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> add(path, method, operation)));
    }

    private void add(String path, PathItem.HttpMethod method, Operation operation) {
        List<HttpExample> own = written.stream()
                .filter(example -> example.method().equals(method.name()))
                .filter(example -> isAt(path, example, method))
                .toList();
        List<HttpExample> all = own.isEmpty() && method == PathItem.HttpMethod.GET
                ? ofReport(path).stream().toList()
                : own;
        all.forEach(example -> add(example, path, operation));
    }

    /// An address with braces takes what no address without them does.
    private boolean isAt(String path, HttpExample example, PathItem.HttpMethod method) {
        return path.contains("{")
                ? example.at(path).isPresent()
                        && written.stream()
                                .noneMatch(other -> other.path().equals(path)
                                        && other.method().equals(method.name()))
                        && !example.path().matches(".*/(history|rules|silences|check)$")
                : example.path().equals(path);
    }

    private static Optional<HttpExample> ofReport(String path) {
        String name = path.startsWith(REPORTS) ? path.substring(REPORTS.length()) : path.replaceFirst("^/api/v1/", "");
        Optional<Report> report = Reports.named(name);
        return report.flatMap(known -> HttpExample.of(known, path));
    }

    private static void add(HttpExample example, String path, Operation operation) {
        example.query()
                .forEach((name, values) -> parameter(operation, name)
                        .addExample(
                                example.name(),
                                OASFactory.createExample()
                                        .value(isList(operation, name) ? values : values.getFirst())));
        example.at(path)
                .orElse(Map.of())
                .forEach((name, value) -> parameter(operation, name)
                        .addExample(example.name(), OASFactory.createExample().value(value)));
        String type = example.contentType();
        if (type != null && operation.getRequestBody() != null) {
            Content content = operation.getRequestBody().getContent();
            if (content.getMediaType(type) == null) {
                // what an operation takes that names no type is what its examples are
                content.removeMediaType("*/*");
                content.addMediaType(
                        type,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
            }
            content.getMediaType(type)
                    .addExample(example.name(), OASFactory.createExample().value(example.body()));
        }
        if (example.query().isEmpty() && type == null && !path.contains("{")) {
            // nothing to hang it on: it works as it stands
            operation.addExtension("x-works-without-parameters", true);
        }
    }

    private static boolean isList(Operation operation, String name) {
        Schema schema = parameter(operation, name).getSchema();
        return schema != null && schema.getItems() != null;
    }

    private static Parameter parameter(Operation operation, String name) {
        List<Parameter> all = operation.getParameters() == null ? List.of() : operation.getParameters();
        return all.stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "an example of " + operation.getOperationId() + " has an unknown parameter " + name));
    }
}
