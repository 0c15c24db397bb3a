package dev.outlay.server.rest;

import dev.outlay.BudgetAction;
import dev.outlay.report.DoorAction;
import dev.outlay.report.DoorActions;
import dev.outlay.report.Parameter;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.server.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Writes every report, with its parameters, into the OpenAPI document in place of the one method that serves all.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ReportPaths implements OASFilter {

    private static final List<String> SHORTCUTS = List.of("cost", "offers", "estimate", "compare", "charges");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().removePathItem("/api/v1/{name}");
        api.getPaths().removePathItem("/api/v1/reports/{name}");
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema("Table", table()).addSchema("Problem", problem());
        for (Report report : Reports.ALL) {
            api.getPaths().addPathItem("/api/v1/reports/" + report.name(), path(report, "report-" + report.name()));
            if (SHORTCUTS.contains(report.name())) {
                api.getPaths().addPathItem("/api/v1/" + report.name(), path(report, report.name()));
            }
        }
        budgets(api);
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(ReportPaths::addProblems);
    }

    /// What is done to budgets, each action with its parameters in place of the one method that serves all.
    private static void budgets(OpenAPI api) {
        api.getPaths().removePathItem("/api/v1/budgets/{action}");
        for (BudgetAction action : BudgetAction.values()) {
            Operation operation = OASFactory.createOperation()
                    .operationId("budget-" + action.text())
                    .summary(action.description())
                    .addTag("Budgets")
                    .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer()));
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
                    .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer()));
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
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer()));
        BudgetsResource.SET.forEach(parameter -> set.addParameter(parameter(parameter)));
    }

    private static PathItem path(Report report, String id) {
        Operation operation = OASFactory.createOperation()
                .operationId(id)
                .summary(report.description())
                .description(String.join("\n\n", report.examples()))
                .addTag("Reports")
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer()));
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

    private static APIResponse answer() {
        return OASFactory.createAPIResponse()
                .description("The answer as a table")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Table"))));
    }

    private static void addProblems(Operation operation) {
        APIResponse problem = OASFactory.createAPIResponse()
                .description("What is wrong and what to do: 4xx the caller's mistake, 502 an outside system, 500 ours")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().addAPIResponse("default", problem);
    }

    private static Schema table() {
        Schema text =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).addType(Schema.SchemaType.NULL);
        Schema row = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).additionalPropertiesSchema(text);
        Schema column = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("name", OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .addProperty(
                        "kind",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .addEnumeration("text")
                                .addEnumeration("decimal")
                                .addEnumeration("time"))
                .addProperty("unit", text);
        return OASFactory.createSchema()
                .description(
                        "What is true of the whole answer as strings, then its rows. Decimals are strings in full.")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("rows", arrayOf(row))
                .addProperty("columns", arrayOf(column))
                .addProperty("notes", arrayOf(OASFactory.createSchema().addType(Schema.SchemaType.STRING)))
                .addRequired("rows")
                .addRequired("columns")
                .addRequired("notes");
    }

    private static Schema problem() {
        Schema schema = OASFactory.createSchema()
                .description("RFC 9457 problem details, with the remedy beside them")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
        for (String name : List.of("type", "title", "detail", "remedy")) {
            schema.addProperty(name, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        return schema;
    }

    private static Schema arrayOf(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }
}
