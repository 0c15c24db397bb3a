package dev.outlay.server.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.outlay.connect.token.TokenFile;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What training code of one team pushes: of its team, and of no other.
@QuarkusTest
@TestProfile(GuardedProfile.class)
class PushAccessTest {

    @Inject
    Tokens tokens;

    @Inject
    Ledger ledger;

    private String viewer = "";
    private String editor = "";

    @BeforeEach
    void makeTokens() throws InterruptedException {
        viewer = token("viewer");
        editor = token("editor");
        Thread.sleep(700);
    }

    @ParameterizedTest
    @CsvSource({"runs", "usage", "runs/own/start", "runs/own/heartbeat", "runs/own/end"})
    void aViewerPushesNothing(String path) {
        List<Fact> before = pushed();

        push(viewer, path, "{\"team\": \"vision\"}")
                .statusCode(403)
                .body("detail", containsString("this needs the role editor"));

        assertThat(pushed()).isEqualTo(before);
    }

    @Test
    void anEditorPushesRunsAndUsageOfTheTeam() {
        push(editor, "runs/own-told/start", "{\"team\": \"vision\", \"start\": \"2026-10-30T08:00:00Z\"}")
                .statusCode(200)
                .body("status", is("running"));
        push(editor, "runs/own-told/heartbeat", "{\"at\": \"2026-10-30T08:30:00Z\", \"metrics\": {\"loss\": 0.5}}")
                .statusCode(200);
        push(editor, "runs/own-told/end", "{\"end\": \"2026-10-30T08:59:00Z\"}").statusCode(200);
        push(editor, "usage", usage("own-used", "vision")).statusCode(200).body("added", is("1"));

        given().header("Authorization", "Bearer " + viewer)
                .get("/api/v1/runs")
                .then()
                .statusCode(200)
                .body(containsString("own-told"));
    }

    @ParameterizedTest
    @CsvSource({"theirs, " + GuardedProfile.THEIRS, "nobodys,"})
    void whatIsOfAnotherTeamOrOfNobodyIsRefusedWhole(String id, @Nullable String team) {
        List<Fact> before = pushed();
        String ours = usage(id + "-ours", "vision");

        push(editor, "usage", "[" + ours + "," + usage(id, team) + "]")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("vision"));
        push(editor, "runs", run(id, team)).statusCode(400);
        push(editor, "runs/" + id + "/start", team == null ? "{}" : "{\"team\": \"" + team + "\"}")
                .statusCode(400);

        assertThat(pushed()).as("nothing of a push that is refused").isEqualTo(before);
    }

    @Test
    void aRunOfAnotherTeamIsNotContinuedNorTakenOverNorTold() {
        List<Fact> before = pushed();

        for (String word : List.of("heartbeat", "end", "start")) {
            push(editor, "runs/zebra-run/" + word, "{\"team\": \"vision\", \"metrics\": {\"loss\": 1}}")
                    .statusCode(400)
                    .body("detail", is("the run zebra-run is not yours: choose another name for it"))
                    .body(not(containsString("0.5")));
        }
        push(editor, "runs", run("zebra-run", "vision")).statusCode(400);

        assertThat(pushed()).isEqualTo(before);
    }

    private List<Fact> pushed() {
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER);
                Stream<Usage> usage = ledger.facts(Usage.class, Span.EVER)) {
            return Stream.<Fact>concat(runs, usage).toList();
        }
    }

    private static String usage(String id, @Nullable String team) {
        return "{\"id\": \"" + id + "\", \"start\": \"2026-10-29T00:00:00Z\", \"end\": \"2026-10-29T02:00:00Z\","
                + " \"provider\": \"aws\", \"region\": \"us-east-1\", \"instance_type\": \"p3.2xlarge\""
                + (team == null ? "" : ", \"team\": \"" + team + "\"") + "}";
    }

    private static String run(String name, @Nullable String team) {
        return "{\"run\": \"" + name + "\", \"start\": \"2026-10-29T00:00:00Z\", \"status\": \"running\""
                + (team == null ? "" : ", \"team\": \"" + team + "\"") + "}";
    }

    private static ValidatableResponse push(String token, String path, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }

    private String token(String role) {
        return tokens.file()
                .create(
                        new TokenFile.Wish(role + "-" + System.nanoTime(), role, Set.of("vision"), "the test", null),
                        Instant.now())
                .secret()
                .text();
    }
}
