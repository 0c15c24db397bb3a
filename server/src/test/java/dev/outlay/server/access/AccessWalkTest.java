package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.token.TokenFile;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.server.mcp.ToolCalls;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every operation that the server describes, asked by everybody: nobody, a viewer and an editor of one team, and
/// an administrator.
@QuarkusTest
@TestProfile(GuardedProfile.class)
class AccessWalkTest {

    private static final String THEIRS = GuardedProfile.THEIRS;
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String EVENTS = "/api/v1/events";
    private static final Pattern EXAMPLE = Pattern.compile("Example: (.+?)\\.?$");
    // what an export and a metric are asked for beside what the document of the API describes
    private static final List<Operation> BESIDE = List.of(
            new Operation("GET", "/metrics", Map.of()),
            new Operation("GET", "/openapi", Map.of()),
            new Operation("GET", "/api/v1/exports/focus", Map.of("version", "1.2")),
            new Operation("GET", "/api/v1/reports/cost", Map.of("by", "team,project,run", "last", "30d")),
            new Operation("GET", "/api/v1/reports/cost", Map.of("team", THEIRS)),
            new Operation("GET", "/api/v1/reports/run", Map.of("id", "zebra-run")),
            new Operation("GET", "/api/v1/reports/runs", Map.of()),
            new Operation("GET", "/api/v1/reports/charges", Map.of("last", "30d")),
            new Operation("GET", "/api/v1/alerts/zebra-1", Map.of()),
            new Operation("POST", "/api/v1/alerts/zebra-1/acknowledge", Map.of()),
            new Operation("POST", "/api/v1/alerts/zebra-1/resolve", Map.of()),
            new Operation("POST", "/api/v1/budgets/check", Map.of("team", THEIRS, "cost", "5", "reserve", "true")),
            new Operation(
                    "POST", "/api/v1/budgets/record", Map.of("provider", "aws", "amount", "5 USD", "team", THEIRS)),
            new Operation("POST", "/api/v1/address-that-nobody-thought-of", Map.of()));

    @Inject
    Tokens tokens;

    @Inject
    Ledger ledger;

    private String viewer = "";
    private String editor = "";
    private String admin = "";

    private record Operation(String method, String path, Map<String, String> query) {

        boolean says(String text) {
            return path.contains(text) || query.toString().contains(text);
        }
    }

    @BeforeEach
    void makeTokens() throws InterruptedException {
        viewer = token("viewer", Set.of("vision"));
        editor = token("editor", Set.of("vision"));
        admin = token("admin", Set.of());
        // the server looks at the file twice a second
        Thread.sleep(700);
    }

    @Test
    void nobodyIsAnsweredAnythingButWhatThePageNeeds() {
        for (Operation operation : operations()) {
            Response response = send(operation, null);

            assertThat(response.statusCode()).as("%s", operation).isIn(401, 429);
            assertRefused(operation, response);
            assertThat(response.header("WWW-Authenticate") != null || response.statusCode() == 429)
                    .isTrue();
        }
        for (String address : List.of("/", "/health/live", "/health/ready", "/assets/page.js")) {
            Response response = given().get(address);
            assertThat(response.statusCode()).as(address).isEqualTo(200);
            assertThat(response.asString()).doesNotContain(THEIRS).doesNotContain("duckdb");
        }
    }

    @Test
    void aViewerOfATeamWritesNothingAndSeesNoOther() {
        List<Fact> before = written();
        int read = 0;
        for (Operation operation : operations()) {
            Response response = send(operation, viewer);

            assertSeesNothingOfOthers(operation, response);
            if (Rights.of(operation.method, operation.path).role() != Role.VIEWER) {
                assertThat(response.statusCode()).as("%s", operation).isEqualTo(403);
                assertRefused(operation, response);
            }
            read += response.statusCode() == 200 ? 1 : 0;
        }
        assertThat(read).isGreaterThan(30);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void anEditorOfATeamWritesWhatIsOfTheTeamAndSeesNoOther() {
        List<Fact> before = written();
        for (Operation operation : operations()) {
            Response response = send(operation, editor);

            assertSeesNothingOfOthers(operation, response);
            Right right = Rights.of(operation.method, operation.path);
            if (!Role.EDITOR.includes(right.needed()) || right.allTeams()) {
                assertThat(response.statusCode()).as("%s", operation).isEqualTo(403);
                assertRefused(operation, response);
            }
        }
        List<Fact> added = new ArrayList<>(written());
        added.removeAll(before);
        assertThat(added).allSatisfy(fact -> assertThat(fact.toString()).doesNotContain(THEIRS));
        send(
                        new Operation(
                                "POST",
                                "/api/v1/budgets/record",
                                Map.of("provider", "aws", "amount", "5 USD", "team", "vision", "id", "own")),
                        editor)
                .then()
                .statusCode(200);
    }

    @Test
    void anAdministratorSeesWhatOthersDoNot() {
        int seen = 0;
        for (Operation operation : operations()) {
            if (operation.method.equals("GET")) {
                Response response = send(operation, admin);
                assertThat(response.statusCode()).as("%s", operation).isNotIn(401, 403);
                seen += response.asString().contains(THEIRS) ? 1 : 0;
            }
        }
        // or the walk of the others would show nothing
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void everyOperationHasARowInTheTableOfRights() {
        assertThat(described())
                .allSatisfy(operation -> assertThat(Rights.isNamed(operation.method, operation.path))
                        .as(
                                "%s %s has no row in Rights: say which role it needs, or only administrators may use it",
                                operation.method, operation.path)
                        .isTrue());
        assertThat(Rights.of("POST", "/api/v1/address-that-nobody-thought-of")).isEqualTo(Right.UNNAMED);
        assertThat(Right.UNNAMED.suffices(new Grant("a", Role.APPROVER, null))).isFalse();
        assertThat(Right.UNNAMED.suffices(new Grant("a", Role.ADMIN, Set.of("vision"))))
                .isFalse();
    }

    @Test
    void everyToolOfAgentsShowsNothingOfOthersAndIsClosedToNobody() {
        Visits.agent(null, "").post("/mcp").then().statusCode(401);
        Map<String, Map<String, Object>> calls = new LinkedHashMap<>(ToolCalls.good());
        calls.put("run", Map.of("id", "zebra-run"));
        calls.put("alert", Map.of("id", "zebra-1"));

        int answered = 0;
        for (String token : List.of(viewer, editor)) {
            String session = Visits.greeted(token);
            List<String> names =
                    Visits.asked(token, session, "tools/list", Map.of()).getList("result.tools.name");
            assertThat(names).containsAll(ToolCalls.good().keySet());
            for (String name : names) {
                JsonPath answer = Visits.asked(
                        token,
                        session,
                        "tools/call",
                        Map.of("name", name, "arguments", calls.getOrDefault(name, Map.of())));
                assertThat(answer.prettify().replace("zebra-run", "").replace("zebra-1", ""))
                        .as(name)
                        .doesNotContain(THEIRS);
                answered += answer.getBoolean("result.isError") ? 0 : 1;
            }
            assertThat(Visits.asked(token, session, "tools/call", Map.of("name", "settings", "arguments", Map.of()))
                            .getString("result.content[0].text"))
                    .contains("this needs the role admin");
            assertThat(Visits.asked(token, session, "resources/read", Map.of("uri", "outlay://reports/runs"))
                            .prettify())
                    .doesNotContain(THEIRS);
        }
        assertThat(answered).isGreaterThan(40);
        String session = Visits.greeted(admin);
        assertThat(Visits.asked(admin, session, "tools/call", Map.of("name", "runs", "arguments", Map.of()))
                        .prettify())
                .contains(THEIRS);
        assertThat(Visits.asked(admin, session, "tools/call", Map.of("name", "settings", "arguments", Map.of()))
                        .getList("result.structuredContent.rows.setting"))
                .contains("OUTLAY_AUTH");
    }

    @Test
    void liveEventsTellNothingOfOthers() throws IOException, InterruptedException {
        given().get(EVENTS).then().statusCode(401);

        assertThat(Visits.heard(admin)).contains(THEIRS);
        assertThat(Visits.heard(viewer)).contains("vision").doesNotContain(THEIRS);
    }

    private void assertSeesNothingOfOthers(Operation operation, Response response) {
        String answer = response.asString() + response.headers();
        if (operation.says(THEIRS)) {
            // what was asked may be said back, and no more
            assertThat(answer).as("%s", operation).doesNotContain("77.77", "zebra-model", "zebra spends", "zebra-node");
        } else {
            assertThat(answer).as("%s", operation).doesNotContain(THEIRS);
        }
        assertThat(response.statusCode()).as("%s: %s", operation, answer).isNotEqualTo(500);
    }

    private static void assertRefused(Operation operation, Response response) {
        assertThat(response.contentType()).as("%s", operation).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("detail")).as("%s", operation).isNotBlank();
        assertThat(response.jsonPath().getString("remedy")).as("%s", operation).isNotBlank();
    }

    /// What was written but for the audit, whose events tell of the walk itself.
    private List<Fact> written() {
        try (Stream<Fact> facts = ledger.facts(Fact.class, Span.EVER)) {
            return facts.filter(fact ->
                            !(fact instanceof Event event && event.topic().equals("audit")))
                    .toList();
        }
    }

    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>(described());
        all.addAll(BESIDE);
        return all;
    }

    /// Every operation of the OpenAPI document, without parameters and with each at its example.
    private List<Operation> described() {
        JsonPath api = given().header("Authorization", "Bearer " + admin)
                .queryParam("format", "json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            // a stream does not end by itself: it is listened to apart
            if (METHODS.contains(method) && !path.equals(EVENTS)) {
                String address = path.replace("{status}", "accepted").replaceAll("\\{[^}]+}", "zebra-1");
                operations.add(new Operation(method.toUpperCase(Locale.ROOT), address, Map.of()));
                operations.add(
                        new Operation(method.toUpperCase(Locale.ROOT), address, examples((Map<?, ?>) operation)));
            }
        }));
        assertThat(operations).hasSizeGreaterThan(100);
        return operations;
    }

    private static Map<String, String> examples(Map<?, ?> operation) {
        Map<String, String> examples = new LinkedHashMap<>();
        for (Object each : Objects.requireNonNullElse((List<?>) operation.get("parameters"), List.of())) {
            Map<?, ?> parameter = (Map<?, ?>) each;
            Matcher example = EXAMPLE.matcher(String.valueOf(parameter.get("description")));
            if ("query".equals(parameter.get("in")) && example.find()) {
                examples.put(String.valueOf(parameter.get("name")), example.group(1));
            }
        }
        return examples;
    }

    private Response send(Operation operation, @Nullable String token) {
        RequestSpecification request = given().queryParams(operation.query);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!operation.method.equals("GET")) {
            request.contentType("text/plain").body("");
        }
        return request.request(operation.method, operation.path);
    }

    private String token(String role, Set<String> teams) {
        String name = role + "-" + Instant.now().toEpochMilli() + "-" + System.nanoTime();
        return tokens.file()
                .create(new TokenFile.Wish(name, role, teams, "the test", null), Instant.now())
                .secret()
                .text();
    }
}
