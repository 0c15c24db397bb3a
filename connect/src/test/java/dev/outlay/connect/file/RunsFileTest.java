package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsFileTest {

    private static final String CSV = """
            run,attempt,start,end,status,model,team,project,experiment_id,cost_center,environment,epochs,metric.eval/loss,metrics
            r-1,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00+00:00,failed,bert,nlp,search,e1,cc,dev,2,0.5,
            r-1,2,2026-10-01 01:30:00,2026-10-01 03:00:00,Succeeded,bert,nlp,search,e1,cc,dev,8,NaN,"{""accuracy"": 0.91}"
            r-2,,2026-10-02,,running,bert,,,,,,,,
            """;

    @TempDir
    Path folder;

    @Test
    void aTableOfAttemptsIsReadWithOwnerAndMetricsAndStaysAsItIsWhenReadAgain() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "runs.csv", CSV);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file))).isEqualTo(new Appended(3, 0, 0, null));
            assertThat(ledger.append(reading(file))).isEqualTo(new Appended(0, 3, 0, null));
            Run first = run(ledger, "runs/r-1/1/2026-10-01T01:00:00Z");
            assertThat(first.status()).isEqualTo(RunStatus.FAILED);
            assertThat(first.origin().line()).isEqualTo(2);
            assertThat(first.owner().team()).isEqualTo("nlp");
            assertThat(first.owner().costCenter()).isEqualTo("cc");
            assertThat(first.owner().experiment()).isEqualTo("e1");
            assertThat(first.owner().run()).isEqualTo("r-1");
            assertThat(first.metrics())
                    .isEqualTo(Map.of("epochs", new BigDecimal("2"), "eval/loss", new BigDecimal("0.5")));
            Run second = run(ledger, "runs/r-1/2/2026-10-01T03:00:00Z");
            assertThat(second.span())
                    .isEqualTo(new Span(Instant.parse("2026-10-01T01:30:00Z"), Instant.parse("2026-10-01T03:00:00Z")));
            assertThat(second.metrics())
                    .isEqualTo(Map.of("epochs", new BigDecimal("8"), "accuracy", new BigDecimal("0.91")));
            Run running = run(ledger, "runs/r-2/1/2026-10-02T00:00:00Z");
            assertThat(running.span()).isNull();
            assertThat(running.at()).isEqualTo(Instant.parse("2026-10-02T00:00:00Z"));
        }
    }

    @Test
    void badLinesAreRefusedWithColumnAndReasonAndTheOthersTaken() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "runs.csv", """
                run,attempt,start,end,status,loss,metrics
                ,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,failed,,
                a,0,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,failed,,
                a,1,yesterday,2026-10-01T01:00:00Z,failed,,
                a,1,2026-10-01T02:00:00Z,2026-10-01T01:00:00Z,failed,,
                a,1,2026-10-01T00:00:00Z,,failed,,
                a,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,exploded,,
                a,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,failed,low,
                a,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,failed,,{low}
                a,1,2026-10-01T00:00:00Z
                a,1,2026-10-01T00:00:00Z,,scheduled,,
                a,1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,failed,0.5,
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file))).isEqualTo(new Appended(1, 0, 10, null));
            assertThat(ledger.append(reading(file)).refused()).isEqualTo(10);
            assertThat(Ledgers.refused(ledger))
                    .hasSize(10)
                    .contains(
                            "2 run: a run is named by its run, run_id, id or name",
                            "3 attempt: attempts are counted in whole numbers from 1",
                            "5 end: an attempt must end after it starts, which is at 2026-10-01T02:00:00Z",
                            "6 end: an attempt that failed says when it ended: end, end_time or duration_seconds",
                            "7 status: unknown status: use one of running, succeeded, failed, interrupted",
                            "8 loss: a metric is a number: not a decimal number: low",
                            "10 null: the line has 3 fields where the header names 7: it may be cut off",
                            "11 status: an attempt that has not started is none yet: leave it out")
                    .anyMatch(line -> line.startsWith("4 start: an instant is written as in ISO 8601"))
                    .anyMatch(line -> line.startsWith("9 metrics: metrics are a JSON object"));
        }
    }

    @Test
    void jsonIsReadAsAListAsLinesAndAsTheAnswerOfATrackerCompressedOrNot() throws SourceException, IOException {
        String first = "{\"run\": \"a\", \"start\": \"2026-10-01T00:00:00Z\", \"end\": \"2026-10-01T01:00:00Z\","
                + " \"status\": \"succeeded\", \"metrics\": {\"steps\": 12, \"note\": \"fine\", \"loss\": NaN}}";
        String second = first.replace("\"a\"", "\"b\"");
        for (String text : new String[] {
            "[" + first + ",\n" + second + "]",
            first + "\n\n" + second + "\n",
            "{\"runs\": [\n" + first + "," + second + "], \"next_page_token\": null}"
        }) {
            Path file = folder.resolve("runs.json.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            var ledger = new MemoryLedger();
            assertThat(ledger.append(reading(file))).as(text).isEqualTo(new Appended(2, 0, 0, null));
            assertThat(Ledgers.facts(ledger, Run.class))
                    .allMatch(run -> run.metrics().equals(Map.of("steps", BigDecimal.valueOf(12))));
        }
    }

    @Test
    void aBrokenLineOfJsonIsRefusedAlone() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "runs.jsonl", """
                {"run": "a", "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T01:00:00Z", "status": "failed"}
                {"run": "b", "start":
                [1]
                {"run": "c", "start": "2026-10-01T00:00:00Z", "end": "2026-10-01T01:00:00Z", "status": "failed"}
                """);
        var ledger = new MemoryLedger();
        assertThat(ledger.append(reading(file))).isEqualTo(new Appended(2, 0, 2, null));
        assertThat(Ledgers.refused(ledger))
                .anyMatch(line -> line.startsWith("2 null: the line is no JSON"))
                .anyMatch(line -> line.equals("3 null: a run is a JSON object"));
    }

    @Test
    void whatMlflowAnswersAndExportsIsRead() throws SourceException, IOException {
        Path answer = Ledgers.write(folder, "search.json", """
                {"runs": [{"info": {"run_id": "23", "experiment_id": "7", "run_name": "bert-lr2", "status": "RUNNING",
                  "start_time": 1787130000123, "lifecycle_stage": "active"},
                 "data": {"metrics": [{"key": "accuracy", "value": 0.94, "timestamp": 1787218200000, "step": 9}],
                  "params": [{"key": "model", "value": "bert"}],
                  "tags": [{"key": "team", "value": "nlp-team"}]}}]}
                """);
        var ledger = new MemoryLedger();
        ledger.append(reading(answer));
        assertThat(Ledgers.refused(ledger)).isEmpty();
        Run run = Ledgers.facts(ledger, Run.class).getFirst();
        assertThat(run.run()).isEqualTo("23");
        assertThat(run.model()).isEqualTo("bert");
        assertThat(run.owner().team()).isEqualTo("nlp-team");
        assertThat(run.owner().experiment()).isEqualTo("7");
        assertThat(run.at()).isEqualTo(Instant.ofEpochMilli(1787218200000L));
        assertThat(run.span()).isEqualTo(new Span(Instant.ofEpochMilli(1787130000123L), run.at()));
        Path table = Ledgers.write(folder, "mlflow.csv", """
                run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics.accuracy,params.model,tags.team
                24,7,KILLED,s3://x,2026-10-01 10:00:00.123000+00:00,2026-10-01 11:00:00+00:00,0.5,bert,nlp
                """);
        ledger.append(reading(table));
        Run killed = run(ledger, "runs/24/1/2026-10-01T11:00:00Z");
        assertThat(killed.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(killed.model()).isEqualTo("bert");
        assertThat(killed.owner().team()).isEqualTo("nlp");
    }

    @Test
    void whatWeightsAndBiasesExportsIsRead() throws SourceException, IOException {
        Path table = Ledgers.write(folder, "wandb.csv", """
                Name,ID,State,Created,Runtime,model,accuracy,_step
                glowing-sun,1a2b,crashed,2026-10-01T09:00:00.000Z,3600,bert,0.5,900
                """);
        Path nodes = Ledgers.write(folder, "wandb.json", """
                [{"id": "UnVuOnYx", "name": "1a2c", "displayName": "calm-sea", "state": "finished", "createdAt": "2026-08-19T09:00:00",
                  "heartbeatAt": "2026-08-20T09:30:00", "config": "{\\"model\\": {\\"value\\": \\"bert\\"}}",
                  "summaryMetrics": "{\\"accuracy\\": 0.9, \\"_step\\": 9375, \\"best\\": {\\"x\\": 1}}"}]
                """);
        var ledger = new MemoryLedger();
        ledger.append(reading(table));
        ledger.append(reading(nodes));
        assertThat(Ledgers.refused(ledger)).isEmpty();
        Run crashed = run(ledger, "runs/1a2b/1/2026-10-01T10:00:00Z");
        assertThat(crashed.status()).isEqualTo(RunStatus.FAILED);
        assertThat(crashed.metrics()).containsEntry("_step", new BigDecimal("900"));
        Run finished = run(ledger, "runs/1a2c/1/2026-08-20T09:30:00Z");
        assertThat(finished.model()).isEqualTo("bert");
        assertThat(finished.metrics()).containsOnlyKeys("accuracy", "_step");
    }

    @Test
    void aFileOfAnotherKindIsRefusedWholeAndNamesWhatItLacks() throws IOException {
        Path other = Ledgers.write(folder, "x.csv", "city,inhabitants\nBerlin,1\n");
        assertThatThrownBy(() -> reading(other))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("x.csv is not a runs file")
                .hasMessageContaining("it lacks the column run. Found city, inhabitants");
        Path empty = Ledgers.write(folder, "e.json", "\n\n");
        assertThatThrownBy(() -> reading(empty)).hasMessageContaining("holds no line");
        Path broken = Ledgers.write(folder, "b.json", "[\n{\"run\": \n");
        assertThatThrownBy(() -> new MemoryLedger().append(reading(broken)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("b.json is no JSON from line");
    }

    private static Reading reading(Path file) throws SourceException {
        return Connectors.source("runs", file, Ledgers.CLOCK, Progress.NONE).read(Ledgers.ALWAYS);
    }

    private static Run run(Ledger ledger, String id) {
        return Ledgers.facts(ledger, Run.class).stream()
                .filter(run -> run.origin().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
