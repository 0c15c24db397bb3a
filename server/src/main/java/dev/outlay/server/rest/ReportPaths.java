package dev.outlay.server.rest;

import dev.outlay.BudgetAction;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.GridFetch;
import dev.outlay.report.DoorAction;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Page;
import dev.outlay.report.Parameter;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/// Writes every report, with its parameters, into the OpenAPI document in place of the one method that serves all.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ReportPaths implements OASFilter {

    private static final List<String> SHORTCUTS = List.of("cost", "offers", "estimate", "compare", "charges");

    /// Addresses that take what a report takes, but for what stands in the address itself.
    private static final Map<String, String> ASKED_ELSEWHERE = Map.of(
            "/api/v1/runs", "runs",
            "/api/v1/runs/{run}", "run",
            "/api/v1/alerts", "alerts",
            "/api/v1/alerts/{id}", "alert",
            "/api/v1/alerts/history", "alert-history",
            "/api/v1/alerts/silences", "alert-silences",
            "/api/v1/budgets", "budgets");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().removePathItem("/api/v1/{name}");
        api.getPaths().removePathItem("/api/v1/reports/{name}");
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        ApiParts.addTo(api.getComponents());
        for (Report report : Reports.ALL) {
            api.getPaths().addPathItem("/api/v1/reports/" + report.name(), path(report, "report-" + report.name()));
            if (SHORTCUTS.contains(report.name())) {
                api.getPaths().addPathItem("/api/v1/" + report.name(), path(report, report.name()));
            }
        }
        budgets(api);
        ASKED_ELSEWHERE.forEach((path, report) -> askedElsewhere(api, path, report));
        kinds(api);
        Operation imports = api.getPaths().getPathItem("/api/v1/imports").getGET();
        List.of(Imports.LIMIT, Page.AFTER).forEach(parameter -> imports.addParameter(parameter(parameter)));
        Operation grids = api.getPaths().getPathItem("/api/v1/grids/fetch").getPOST();
        GridFetch.PARAMETERS.forEach(parameter -> grids.addParameter(parameter(parameter)));
        new ApiExamples().addTo(api);
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().forEach(ApiParts::complete));
    }

    private static void askedElsewhere(OpenAPI api, String path, String name) {
        Operation operation = api.getPaths().getPathItem(path).getGET();
        Reports.named(name).orElseThrow().parameters().stream()
                // what stands in the address is the id
                .filter(parameter -> !path.contains("{") || !parameter.name().equals("id"))
                .forEach(parameter -> operation.addParameter(parameter(parameter)));
    }

    /// The kinds of files that there are, which an annotation cannot name.
    private static void kinds(OpenAPI api) {
        List<Object> kinds = Connectors.FILES.stream()
                .map(Connectors.FileKind::name)
                .map(Object.class::cast)
                .toList();
        api.getPaths().getPathItem("/api/v1/imports").getPOST().getParameters().stream()
                .filter(parameter -> "kind".equals(parameter.getName()))
                .forEach(parameter -> parameter.schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .enumeration(kinds)));
    }

    /// What is done to budgets, each action with its parameters in place of the one method that serves all.
    private static void budgets(OpenAPI api) {
        api.getPaths().removePathItem("/api/v1/budgets/{action}");
        for (BudgetAction action : BudgetAction.values()) {
            Operation operation = OASFactory.createOperation()
                    .operationId("budget-" + action.text())
                    .summary(action.description())
                    .addTag("Budgets")
                    .responses(OASFactory.createAPIResponses().addAPIResponse("200", ApiParts.answer()));
            action.parameters().forEach(parameter -> operation.addParameter(parameter(parameter)));
            api.getPaths()
                    .addPathItem(
                            "/api/v1/budgets/" + action.text(),
                            OASFactory.createPathItem().POST(operation));
        }
        for (DoorAction action : DoorActions.ALL) {
            Operation operation = OASFactory.createOperation()
                    .operationId("budget-" + action.name())
                    .summary(action.description())
                    .description("A refusal is an answer with status 200, whose `feasible` is false.")
                    .addTag("Budgets")
                    .responses(OASFactory.createAPIResponses().addAPIResponse("200", ApiParts.answer()));
            action.parameters().forEach(parameter -> operation.addParameter(parameter(parameter)));
            api.getPaths()
                    .addPathItem(
                            "/api/v1/budgets/" + action.name(),
                            OASFactory.createPathItem().POST(operation));
        }
        Operation set = api.getPaths().getPathItem("/api/v1/budgets").getPUT();
        set.operationId("budget-set")
                .summary("States the budgets of a file, YAML or JSON of an older tool, all of them or none.")
                .addTag("Budgets")
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", ApiParts.answer()));
        BudgetsResource.SET.forEach(parameter -> set.addParameter(parameter(parameter)));
    }

    private static PathItem path(Report report, String id) {
        Operation operation = OASFactory.createOperation()
                .operationId(id)
                .summary(report.description())
                .description(String.join("\n\n", report.examples()))
                .addTag("Reports")
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", ApiParts.answer()));
        report.parameters().forEach(parameter -> operation.addParameter(parameter(parameter)));
        return OASFactory.createPathItem().GET(operation);
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter parameter(Parameter parameter) {
        Schema schema = OASFactory.createSchema();
        switch (parameter.kind()) {
            case ONE -> schema.addType(Schema.SchemaType.STRING);
            case SWITCH -> schema.addType(Schema.SchemaType.BOOLEAN);
            case MANY ->
                schema.addType(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        return OASFactory.createParameter()
                .name(parameter.name())
                .in(org.eclipse.microprofile.openapi.models.parameters.Parameter.In.QUERY)
                .description(parameter.description() + ". Example: " + parameter.example())
                .schema(schema);
    }
}
