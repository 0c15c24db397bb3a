package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.allocation.RunHistory;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedFactsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Origin ONE = Origin.of("one", "one");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void pushedUsageIsWhatAFileWithTheSameRowsGives() throws Exception {
        Path file = folder.resolve("usage.csv");
        Files.writeString(file, """
                id,start,end,provider,region,zone,cluster,node,instance_type,capacity_type,namespace,workload,pod,container,team,project,experiment_id,cost_center,environment,run_id,resource,gpu_model,device,sharing,share,mig_profile,quantity,utilization,energy_kwh,tags
                a,2026-10-01T00:00:00Z,2026-10-01T02:30:00Z,aws,us-east-1,us-east-1a,c1,n1,p4d.24xlarge,Spot,ns,w,p,k,vision,detector,e1,cc,prod,r1,GPU,A100-SXM4-40GB,0,mig,0.5,3g.20gb,1,0.875,1.25,"{""a"": ""x"", ""b"": 2, ""c"": true}"
                b,2026-10-01,2026-10-02T00:00:00+02:00,,,,,,,,,,,,,,,,,,,,,,,,,,,
                c,2026-10-01T00:00:00.123456Z,2026-10-01T00:00:01Z,gcp,,,,,,,,,,,,,,,,,memory,,,,,,16.5,,,
                d,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,aws,us-east-1,,c1,n1,p4d.24xlarge,on-demand,,,,,,,,,,,node,,,,,,1,,,
                """);
        List<Usage> imported = facts(UsageFile.source(file, InstantSource.fixed(NOW), (_, _, _) -> {}), Usage.class);

        List<Usage> pushed = new ArrayList<>();
        for (Json record : items("""
                [{"id": "a", "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T02:30:00Z", "provider": "aws",
                  "region": "us-east-1", "zone": "us-east-1a", "cluster": "c1", "node": "n1",
                  "instance_type": "p4d.24xlarge", "capacity_type": "Spot", "namespace": "ns", "workload": "w",
                  "pod": "p", "container": "k", "team": "vision", "project": "detector", "experiment_id": "e1",
                  "cost_center": "cc", "environment": "prod", "run_id": "r1", "resource": "GPU",
                  "gpu_model": "A100-SXM4-40GB", "device": 0, "sharing": "mig", "share": 0.5,
                  "mig_profile": "3g.20gb", "quantity": 1, "utilization": 0.875, "energy_kwh": 1.25,
                  "tags": {"a": "x", "b": 2, "c": true}},
                 {"id": "b", "start": "2026-10-01", "end": "2026-10-02T00:00:00+02:00"},
                 {"id": "c", "start": "2026-10-01T00:00:00.123456Z", "end": "2026-10-01T00:00:01Z",
                  "provider": "gcp", "resource": "memory", "quantity": "16.5", "team": null, "project": ""},
                 {"id": "d", "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T01:00:00Z", "provider": "aws",
                  "region": "us-east-1", "cluster": "c1", "node": "n1", "instance_type": "p4d.24xlarge",
                  "capacity_type": "on-demand", "resource": "node"}]""")) {
            pushed.add(PushedUsage.of(record, 1));
        }

        assertThat(pushed.stream().map(usage -> usage.origin().id()))
                .containsExactlyInAnyOrderElementsOf(
                        imported.stream().map(usage -> usage.origin().id()).toList());
        assertThat(pushed.stream().map(usage -> usage.readAt(ONE)))
                .containsExactlyInAnyOrderElementsOf(
                        imported.stream().map(usage -> usage.readAt(ONE)).toList());
    }

    @Test
    void pushedRunsAreWhatAFileWithTheSameRecordsGives() throws Exception {
        String records = """
                [{"run": "r1", "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T05:00:00Z", "status": "finished",
                  "team": "vision", "model": "resnet", "metrics": {"accuracy": 0.93, "loss": 0.1, "note": "x"},
                  "history": [{"at": "2026-10-01T01:00:00Z", "loss": 0.9}, {"at": "2026-10-01T02:00:00Z", "loss": 0.5}]},
                 {"run_id": "r2", "attempt": 2, "created_at": "2026-10-02", "state": "running", "heartbeat_seconds": 30}]""";
        Path file = folder.resolve("runs.json");
        Files.writeString(file, records);
        List<Run> imported = facts(RunsFile.source(file, InstantSource.fixed(NOW), (_, _, _) -> {}), Run.class);

        List<Run> pushed = new ArrayList<>();
        for (Json record : items(records)) {
            pushed.addAll(PushedRun.whole(record, 1));
        }

        assertThat(imported).hasSize(4);
        assertThat(pushed.stream().map(run -> run.origin().id()))
                .containsExactlyInAnyOrderElementsOf(
                        imported.stream().map(run -> run.origin().id()).toList());
        assertThat(pushed.stream().map(run -> run.readAt(ONE)))
                .containsExactlyInAnyOrderElementsOf(
                        imported.stream().map(run -> run.readAt(ONE)).toList());
    }

    @Test
    void aRunThatTellsHowItGoesSaysOnlyWhatIsNew() throws Exception {
        Run start = PushedRun.started(
                "r1", 1, object("{\"team\": \"vision\", \"model\": \"resnet\", \"resumed_from_steps\": 5}"), null, NOW);
        Run heartbeat = PushedRun.running(object("{\"metrics\": {\"loss\": 0.5}}"), start, NOW.plusSeconds(30));
        Run end = PushedRun.ended(object("{\"metrics\": {\"accuracy\": 0.9}}"), heartbeat, NOW.plusSeconds(60));

        assertThat(start.span()).isNull();
        assertThat(heartbeat.span()).isEqualTo(new Span(NOW, NOW.plusSeconds(30)));
        assertThat(end.span()).isEqualTo(new Span(NOW, NOW.plusSeconds(60)));
        assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(List.of(start, heartbeat, end)).allSatisfy(word -> {
            assertThat(word.owner().team()).isEqualTo("vision");
            assertThat(word.model()).isEqualTo("resnet");
            assertThat(word.metrics()).containsKeys(RunHistory.HEARTBEAT, "resumed_from_steps");
        });
        assertThat(heartbeat.metrics()).containsKey("loss");
        assertThat(end.metrics()).containsKey("accuracy").doesNotContainKey("loss");
    }

    @Test
    void aWordThatIsSaidAgainIsTheSameFact() throws Exception {
        Run start = PushedRun.started("r1", 1, object("{}"), null, NOW);
        Run again = PushedRun.started("r1", 1, object("{}"), start, NOW.plusSeconds(9));
        Run end = PushedRun.ended(object("{\"status\": \"failed\"}"), start, NOW.plusSeconds(60));
        Run endAgain = PushedRun.ended(object("{\"status\": \"failed\"}"), end, NOW.plusSeconds(99));

        assertThat(again).isEqualTo(start);
        assertThat(endAgain).isEqualTo(end);
        assertThatThrownBy(() -> PushedRun.started("r1", 1, object("{}"), end, NOW))
                .isInstanceOf(WrongField.class)
                .hasMessageContaining("\"attempt\": 2");
        assertThatThrownBy(() -> PushedRun.running(object("{}"), end, NOW)).isInstanceOf(WrongField.class);
    }

    @Test
    void whatIsWrongWithAnIntervalIsSaidByItsField() throws Exception {
        assertWrong("{\"start\": \"2026-10-01\", \"end\": \"2026-10-02\"}", "id");
        assertWrong("{\"id\": \"a\", \"end\": \"2026-10-02\"}", "start");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-02\", \"end\": \"2026-10-01\"}", "end");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-01\", \"end\": \"2026-10-02\", \"share\": 2}", "share");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-01\", \"end\": \"2026-10-02\", \"quantity\": 0}", "quantity");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-01\", \"end\": \"2026-10-02\", \"taem\": \"x\"}", "taem");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-01\", \"end\": \"2026-10-02\", \"tags\": [1]}", "tags");
        assertWrong("{\"id\": \"a\", \"start\": \"2026-10-01\", \"end\": \"2026-10-02\", \"team\": {}}", "team");
    }

    private static void assertWrong(String json, String column) throws IOException {
        Json.Fields object = object(json);
        assertThatThrownBy(() -> PushedUsage.of(object, 1))
                .isInstanceOfSatisfying(
                        WrongField.class, wrong -> assertThat(wrong.column()).isEqualTo(column));
    }

    private static <F extends Fact> List<F> facts(Source source, Class<F> kind) throws Exception {
        try (var ledger = new MemoryLedger()) {
            ledger.append(source.read(Span.EVER));
            try (Stream<F> facts = ledger.facts(kind, Span.EVER)) {
                return facts.toList();
            }
        }
    }

    private static List<Json> items(String text) throws IOException {
        return value(text) instanceof Json.Items items ? items.values() : List.of();
    }

    private static Json.Fields object(String text) throws IOException {
        return (Json.Fields) value(text);
    }

    private static Json value(String text) throws IOException {
        try (var document = new JsonDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            document.next();
            return document.value();
        }
    }
}
