package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.ledger.SourceException;
import dev.outlay.server.fuzz.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The description of the API: whether others can read it, and whether the product does what it says.
@QuarkusTest
@TestProfile(ApiProfile.class)
class OpenApiTest {

    /// Where the ids are that an example can have of one ledger only.
    private static final Map<String, String> IDS = Map.of(
            "alert", "/api/v1/alerts",
            "report-alert", "/api/v1/alerts",
            "acknowledgeAlert", "/api/v1/alerts",
            "resolveAlert", "/api/v1/alerts",
            "endSilence", "/api/v1/alerts/silences",
            "decideAdvice", "/api/v1/reports/recommend");

    /// What takes something outside, or what happened before, and says so where that is not there.
    private static final Map<String, Integer> REFUSED =
            Map.of("fetchGrids", 502, "retryDelivery", 400, "automationUndo", 400);

    private static boolean filled;

    @Inject
    Outlay outlay;

    @BeforeEach
    void fillTheLedger() throws SourceException {
        if (!filled) {
            ApiProfile.fill(outlay);
            filled = true;
        }
    }

    private static String document() {
        return given().accept("application/json").get("/openapi").asString();
    }

    @Test
    void anotherReaderOfOpenApiUnderstandsIt() {
        var read = new OpenAPIV3Parser().readContents(document(), null, null);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).startsWith("3.1");
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(90);
    }

    @Test
    void everyOperationSaysWhatItTakesWhatItAnswersAndWhatMayGoWrong() {
        var softly = new SoftAssertions();
        Set<String> ids = new HashSet<>();
        for (Api.Operation operation : Api.of(document()).operations()) {
            softly.assertThat(ids.add(operation.id()))
                    .as(operation.id() + " once")
                    .isTrue();
            softly.assertThat(operation.statuses())
                    .as(operation.id())
                    .contains("200", "400", "403", "406", "500", "502", "default");
            if (!operation.bodies().isEmpty()) {
                softly.assertThat(operation.statuses()).as(operation.id()).contains("413", "415");
            }
            softly.assertThat(operation.plain() || !operation.examples().isEmpty())
                    .as("an example of %s %s (%s)", operation.method(), operation.path(), operation.id())
                    .isTrue();
        }
        softly.assertAll();
    }

    @Test
    void everyExampleIsAnsweredAsItSays() {
        var softly = new SoftAssertions();
        List<Api.Operation> writesLast = new ArrayList<>(Api.of(document()).operations());
        writesLast.sort((a, b) -> Integer.compare(order(a), order(b)));
        for (Api.Operation operation : writesLast) {
            if (operation.endless()) {
                continue;
            }
            Set<String> names = new HashSet<>(operation.examples());
            if (operation.plain()) {
                names.add("");
            }
            for (String name : names) {
                Response response = send(operation, name);
                softly.assertThat(response.statusCode())
                        .as("%s %s, example '%s': %s", operation.method(), operation.path(), name, shown(response))
                        .isEqualTo(REFUSED.getOrDefault(operation.id(), 200));
            }
        }
        softly.assertAll();
    }

    /// In the order of examples.http: what one states another finds.
    private static int order(Api.Operation operation) {
        List<String> steps = List.of(
                "checkAlerts",
                "alert",
                "report-alert",
                "acknowledgeAlert",
                "resolveAlert",
                "silenceAlerts",
                "endSilence",
                "decideAdvice",
                "createToken",
                "revokeToken",
                "budget-set",
                "budget-create",
                "budget-record",
                "budget-reset",
                "budget-policy",
                "budget-override",
                "budget-check",
                "budget-release",
                "budget-approve",
                "budget-delete",
                "startRun",
                "heartbeatRun",
                "endRun");
        return steps.indexOf(operation.id());
    }

    private static Response send(Api.Operation operation, String example) {
        RequestSpecification request = given();
        String path = operation.path();
        for (Api.Parameter parameter : operation.parameters()) {
            List<String> values = parameter.examples().getOrDefault(example, List.of());
            String ids = IDS.get(operation.id());
            if (ids != null && parameter.name().equals("id")) {
                values = List.of(given().get(ids).jsonPath().getString("rows[0].id"));
            }
            switch (parameter.in()) {
                case "query" -> values.forEach(value -> request.queryParam(parameter.name(), value));
                case "header" -> values.forEach(value -> request.header(parameter.name(), value));
                default -> path = path.replace("{" + parameter.name() + "}", values.getFirst());
            }
        }
        for (Map.Entry<String, Map<String, String>> body : operation.bodies().entrySet()) {
            String text = body.getValue().get(example);
            if (text != null) {
                request.contentType(body.getKey()).body(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return request.request(operation.method(), path);
    }

    @Test
    void whatNoOperationKnowsIsRefusedByEach() {
        var softly = new SoftAssertions();
        for (Api.Operation operation : Api.of(document()).operations()) {
            String path = operation.path().replaceAll("\\{[^}]*}", "none");
            RequestSpecification request = given().queryParam("no-such-parameter", "1");
            if (!operation.bodies().isEmpty()) {
                request.contentType(operation.bodies().keySet().iterator().next())
                        .body(new byte[0]);
            }
            Response unknown = request.request(operation.method(), path);
            softly.assertThat(unknown.statusCode())
                    .as("%s %s: %s", operation.method(), path, shown(unknown))
                    .isBetween(400, 404);
            softly.assertThat(unknown.contentType()).as(path).startsWith("application/problem+json");

            Response otherMethod = given().delete(path);
            softly.assertThat(otherMethod.statusCode()).as("DELETE %s", path).isIn(404, 405);
            if (otherMethod.statusCode() == 405) {
                softly.assertThat(List.of(otherMethod.header("Allow").split(", ")))
                        .as(path)
                        .contains(operation.method());
            }

            Response otherForm = given().accept("image/png").request(operation.method(), path);
            softly.assertThat(otherForm.statusCode())
                    .as("an image of %s %s", operation.method(), path)
                    .isIn(404, 406, 415);
        }
        softly.assertAll();
    }

    private static String shown(Response response) {
        String text = response.asString();
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
