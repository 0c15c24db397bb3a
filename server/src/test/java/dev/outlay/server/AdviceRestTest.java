package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.outlay.Outlay;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.SourceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Advice over HTTP: it is read as a report and decided about by requests of their own.
@QuarkusTest
@TestProfile(SampleProfile.Apart.class)
class AdviceRestTest {

    private static final String USAGE = """
            start,end,provider,region,cluster,node,instance_type,namespace,pod,team,gpu_model,device,utilization
            2026-10-28T00:00:00Z,2026-10-29T00:00:00Z,aws,us-east-1,kube-9,n1,p4d.24xlarge,research,idler,vision,A100-SXM4-40GB,0,0
            2026-10-28T00:00:00Z,2026-10-29T00:00:00Z,aws,us-east-1,kube-9,n1,p4d.24xlarge,research,busy,vision,A100-SXM4-40GB,1,0.9
            """;

    @Inject
    Outlay outlay;

    @TempDir
    Path folder;

    @Test
    void anIdleGpuIsNamedAcceptedAndKept() throws IOException, SourceException {
        Path file = Files.writeString(folder.resolve("usage.csv"), USAGE);
        outlay.take(UsageFile.source(file, Clock.systemUTC(), Progress.NONE));
        String id = given().queryParam("about", "kube-9")
                .queryParam("category", "idle")
                .get("/api/v1/reports/recommend")
                .then()
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows.status", everyItem(is("open")))
                .body("rows[0].title", containsString("pod kube-9/research/idler"))
                .extract()
                .path("rows[0].id");

        for (int i = 0; i < 2; i++) {
            given().queryParam("by", "ada")
                    .post("/api/v1/advice/" + id + "/accepted")
                    .then()
                    .statusCode(200)
                    .body("rows[0].status", is("accepted"));
        }
        given().post("/api/v1/advice/" + id + "/dismissed")
                .then()
                .statusCode(400)
                .body("detail", containsString("cannot be dismissed without a reason"));
        given().post("/api/v1/advice/nothing/done")
                .then()
                .statusCode(400)
                .body("detail", containsString("no advice has an id that is or starts with 'nothing'"));
        given().queryParam("who", "ada")
                .post("/api/v1/advice/" + id + "/done")
                .then()
                .statusCode(400)
                .body("detail", containsString("knows no parameter 'who'"));
        given().get("/api/v1/reports/optimize").then().statusCode(200).body("rows[0].about", containsString("idler"));
        given().accept("application/json")
                .get("/openapi")
                .then()
                .body("paths.'/api/v1/advice/{id}/{status}'", hasKey("post"));
    }
}
