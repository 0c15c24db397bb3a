package dev.outlay.server.rest;

import dev.outlay.server.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// What many operations of the OpenAPI document share: the shapes of answers and of problems, the headers of
/// conditions, and what goes wrong everywhere.
final class ApiParts {

    private static final String TABLE = "#/components/schemas/Table";

    /// What answers with something else than a table, by operation: the content type.
    private static final Map<String, String> NO_TABLES =
            Map.of("exportFocus", "application/octet-stream", "events", "text/event-stream");

    /// What goes wrong, by the name under which the document describes it once.
    private enum Wrong {
        MISTAKE("400", "The question or the body cannot be understood; `detail` says what is wrong"),
        FORBIDDEN("403", "The request names another host, or a page of another origin sends it"),
        NOT_FOUND("404", "There is nothing of that name"),
        NOT_ACCEPTABLE("406", "The Accept header does not take what is answered"),
        CONFLICT("409", "A request with the same Idempotency-Key is still being answered"),
        CHANGED("412", "What is there is no longer what If-Match names"),
        TOO_LARGE("413", "The body is above the limit"),
        MEDIA_TYPE("415", "The Content-Type is not taken"),
        KEY_REUSED("422", "The Idempotency-Key was used for another request"),
        UNCONDITIONAL("428", "What would be lost has to be named with If-Match"),
        BUG("500", "A bug of Outlay, logged under the id that `detail` names"),
        OUTSIDE("502", "The ledger's storage or another system failed"),
        BUSY("503", "Too many of these at once");

        private final String status;
        private final String description;

        Wrong(String status, String description) {
            this.status = status;
            this.description = description;
        }
    }

    private ApiParts() {}

    static void addTo(Components components) {
        components
                .addSchema("Table", table())
                .addSchema("Problem", problem())
                .addParameter(
                        "IdempotencyKey",
                        header(
                                "Idempotency-Key",
                                "A text of your own for this request: sent again, it is answered as the first time and"
                                        + " nothing is done twice. Kept for 30 days",
                                "invoice-7"))
                .addParameter(
                        "IfMatch",
                        header(
                                "If-Match",
                                "The ETag of what you have seen, or *: refused with 412 where it is no longer so",
                                "*"))
                .addParameter(
                        "IfNoneMatch",
                        header("If-None-Match", "The ETag of what you have: answered with 304 where it is so", "\"x\""))
                .addHeader(
                        "ETag",
                        OASFactory.createHeader()
                                .description("Names this very answer")
                                .schema(text()))
                .addHeader(
                        "Link",
                        OASFactory.createHeader()
                                .description("The next page, as <address>; rel=\"next\", where there is one")
                                .schema(text()));
        for (Wrong wrong : Wrong.values()) {
            components.addResponse(
                    "Problem" + wrong.status,
                    OASFactory.createAPIResponse()
                            .description(wrong.description)
                            .content(content(Problem.MEDIA_TYPE, "#/components/schemas/Problem")));
        }
    }

    /// What holds for every operation: its conditions, and what may go wrong.
    static void complete(PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponse success = operation.getResponses().getAPIResponse("200");
        String other = NO_TABLES.get(operation.getOperationId());
        if (success != null && other != null) {
            success.setContent(OASFactory.createContent()
                    .addMediaType(other, OASFactory.createMediaType().schema(text())));
        } else if (success == null || success.getContent() == null) {
            operation.getResponses().addAPIResponse("200", answer());
        }
        boolean isTable = isTable(operation.getResponses().getAPIResponse("200"));
        if (method == PathItem.HttpMethod.GET && isTable) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/IfNoneMatch"));
            operation
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().description("Nothing changed"));
            operation.getResponses().getAPIResponse("200").setHeaders(headers());
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getRef() == null && parameter.getSchema() == null)
                    .forEach(parameter -> parameter.setSchema(text()));
        }
        wrong(operation, Wrong.MISTAKE, Wrong.FORBIDDEN, Wrong.NOT_ACCEPTABLE, Wrong.BUG, Wrong.OUTSIDE);
        boolean named = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> each.getIn() == Parameter.In.PATH);
        if (named) {
            wrong(operation, Wrong.NOT_FOUND);
        }
        if (method == PathItem.HttpMethod.GET) {
            wrong(operation, Wrong.CHANGED);
        }
        if (operation.getRequestBody() != null) {
            wrong(operation, Wrong.TOO_LARGE, Wrong.MEDIA_TYPE);
        }
        if (method == PathItem.HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/IdempotencyKey"));
            wrong(operation, Wrong.CONFLICT, Wrong.KEY_REUSED);
        }
        if (method == PathItem.HttpMethod.PUT) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/IfMatch"));
            wrong(operation, Wrong.CHANGED, Wrong.UNCONDITIONAL);
        }
        if (List.of("import", "events").contains(String.valueOf(operation.getOperationId()))) {
            wrong(operation, Wrong.BUSY);
        }
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("Anything else that is no success")
                                .content(content(Problem.MEDIA_TYPE, "#/components/schemas/Problem")));
    }

    private static boolean isTable(APIResponse response) {
        return response.getContent() != null
                && response.getContent().getMediaTypes().values().stream()
                        .anyMatch(type -> type.getSchema() != null
                                && TABLE.equals(type.getSchema().getRef()));
    }

    private static void wrong(Operation operation, Wrong... all) {
        APIResponses responses = operation.getResponses();
        for (Wrong wrong : all) {
            responses.addAPIResponse(
                    wrong.status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + wrong.status));
        }
    }

    private static Map<String, Header> headers() {
        Map<String, Header> headers = new LinkedHashMap<>();
        headers.put("ETag", OASFactory.createHeader().ref("#/components/headers/ETag"));
        headers.put("Link", OASFactory.createHeader().ref("#/components/headers/Link"));
        return headers;
    }

    static APIResponse answer() {
        return OASFactory.createAPIResponse()
                .description("The answer as a table")
                .content(content("application/json", TABLE));
    }

    private static Content content(String type, String schema) {
        return OASFactory.createContent()
                .addMediaType(
                        type,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(schema)));
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .example(example)
                .schema(text());
    }

    private static Schema table() {
        Schema value =
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).addType(Schema.SchemaType.NULL);
        Schema row = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).additionalPropertiesSchema(value);
        Schema column = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("name", text())
                .addProperty(
                        "kind",
                        text().addEnumeration("text").addEnumeration("decimal").addEnumeration("time"))
                .addProperty("unit", value);
        return OASFactory.createSchema()
                .description(
                        "What is true of the whole answer as strings, then its rows. Decimals are strings in full.")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("rows", arrayOf(row))
                .addProperty("columns", arrayOf(column))
                .addProperty("notes", arrayOf(text()))
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
            schema.addProperty(name, text()).addRequired(name);
        }
        return schema;
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema arrayOf(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }
}
