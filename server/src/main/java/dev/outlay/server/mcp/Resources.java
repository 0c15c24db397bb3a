package dev.outlay.server.mcp;

import dev.outlay.connect.json.TableJson;
import dev.outlay.report.Parameters;
import dev.outlay.report.Reports;
import dev.outlay.server.access.Visitor;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// What an agent can read without asking a question: where budgets stand, any report as it answers without
/// parameters, and what words and units mean.
@Singleton
final class Resources {

    static final String BUDGETS = "outlay://budgets";
    static final String REPORT = "outlay://reports/{name}";
    static final String DIMENSIONS = "outlay://docs/dimensions";
    static final String UNITS = "outlay://docs/units";

    private static final String REPORTS_PATH = "/api/v1/reports/";
    private static final String JSON = "application/json";
    private static final String MARKDOWN = "text/markdown";

    private final Visitor visitor;
    private final ResourceManager resources;
    private final ResourceTemplateManager templates;

    Resources(Visitor visitor, ResourceManager resources, ResourceTemplateManager templates) {
        this.visitor = visitor;
        this.resources = resources;
        this.templates = templates;
    }

    @Startup
    void register() {
        resource(
                "budgets",
                BUDGETS,
                JSON,
                "Where every budget stands: spent, reserved, left, projected; the report budget-status",
                () -> report("budget-status"));
        resource(
                "dimensions",
                DIMENSIONS,
                MARKDOWN,
                "What charges can be grouped and filtered by, and what can be summed",
                Words::dimensions);
        resource("units", UNITS, MARKDOWN, "What figures count in, and how they are written", Words::units);
        templates
                .newResourceTemplate("report")
                .setUriTemplate(REPORT)
                .setMimeType(JSON)
                .setDescription("A report as it answers without parameters, such as outlay://reports/cost: "
                        + String.join(
                                ", ",
                                Reports.ALL.stream()
                                        .map(report -> report.name())
                                        .toList()))
                .setHandler(asked -> response(
                        asked.requestUri().value(),
                        JSON,
                        () -> report(Objects.requireNonNullElse(asked.args().get("name"), ""))))
                .register();
    }

    private void resource(String name, String uri, String type, String description, Supplier<String> text) {
        resources
                .newResource(name)
                .setUri(uri)
                .setMimeType(type)
                .setDescription(description)
                .setHandler(_ -> response(uri, type, text))
                .register();
    }

    private String report(String name) {
        visitor.needs("GET", REPORTS_PATH + name);
        return TableJson.text(Answers.cut(visitor.outlay().answer(name, Parameters.NONE)));
    }

    private static ResourceResponse response(String uri, String type, Supplier<String> text) {
        try {
            return new ResourceResponse(List.of(new TextResourceContents(uri, text.get(), type)));
        } catch (RuntimeException e) {
            throw new McpException(Answers.sentence(uri, e), JsonRpcErrorCodes.INVALID_PARAMS);
        }
    }
}
