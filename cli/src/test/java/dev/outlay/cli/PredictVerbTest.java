package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictVerbTest {

    private static final String HEADER = "id,metric,predicted,low,high,basis";
    private static final String ROWS = """
            id,family,model,kind,arch,params_total,work,work_unit,seq_len_or_res,accelerator,accel_count,precision,accel_hours,throughput_per_accel,mfu
            a,x,Big 7B,full-run,dense-lm,7000000000,1000000000000,tokens,4096,H100-SXM5-80GB,256,bf16-mixed,%s,,
            b,x,Big 7B,throughput,dense-lm,7000000000,,tokens,4096,H100-SXM5-80GB,256,bf16-mixed,,%s,
            c,y,odd,full-run,perceptron,7000000000,1,tokens,,H100-SXM5-80GB,8,,%s,,
            """;

    @TempDir
    Path home;

    @Test
    void everyRunOfAFileIsPredictedOnALine() throws IOException {
        Command done = predict(write("runs.csv", ROWS.formatted("", "", "")));
        assertThat(done.code()).as(done.err()).isZero();
        List<String> lines = done.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo(HEADER);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("a,accel_hours,");
        assertThat(lines.get(2)).startsWith("b,throughput_per_accel,");
        assertThat(done.err()).contains("c (runs.csv line 4) cannot be predicted", "perceptron", "dense-lm");
    }

    @Test
    void whatARunCameToDoesNotChangeItsPrediction() throws IOException {
        String blind = predict(write("runs.csv", ROWS.formatted("", "", ""))).out();
        assertThat(predict(write("runs.csv", ROWS.formatted("1", "99999", "3"))).out())
                .isEqualTo(blind);
        assertThat(predict(write("runs.csv", ROWS.formatted("not a number", "?", "?")))
                        .out())
                .isEqualTo(blind);
    }

    @Test
    void aHistoryIsLearnedFromAndItsImpossibleRowsAreRefusedByName() throws IOException {
        String before = predict(write("runs.csv", ROWS.formatted("", "", ""))).out();
        Path history = write("history.csv", """
                id,family,model,kind,arch,params_total,work,work_unit,seq_len_or_res,accelerator,accel_count,precision,accel_hours,mfu
                h1,x,Big 7B,full-run,dense-lm,7000000000,100000000000,tokens,4096,H100-SXM5-80GB,256,bf16-mixed,9000,
                h2,x,Big 7B,full-run,dense-lm,7000000000,100000000000,tokens,4096,H100-SXM5-80GB,256,bf16-mixed,900,
                h3,x,Big 7B,full-run,dense-lm,7000000000,100000000000,tokens,4096,H100-SXM5-80GB,256,bf16-mixed,9000,1.4
                """);
        Command done = predict(home.resolve("runs.csv"), "--history", history.toString());
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).isNotEqualTo(before).contains("1 of them your own");
        assertThat(done.err())
                .contains("h2 was not learned from", "MFU above 1")
                .contains("h3 (history.csv line 4) was not learned from", "at most 1")
                .doesNotContain("h1 ");
    }

    @Test
    void evaluationShowsErrorAndCoverageByKindModelAndFamily() {
        Command done = Command.in(home, "predict", "--evaluate", "--output", "json");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("median_error", "coverage_90", "by_kind_of_model", "by_family", "pythia");
    }

    @Test
    void aFileAndOneRunAreNotAskedTogether() throws IOException {
        Command done = predict(write("runs.csv", ROWS.formatted("", "", "")), "--params", "7B");
        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("--file names the runs");
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Command done = predict(write("bill.csv", "provider,price\naws,1\n"));
        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("it lacks id, kind, arch, accelerator", "training-runs-file.md");
    }

    @Test
    void everyRunOfThePublishedSampleIsPredictedAndMostLieInTheirInterval() throws IOException {
        Path sample = Path.of("..", "..", "shared", "data", "training-runs-sample.csv");
        assumeThat(sample)
                .as("the sample of published runs lies beside the clone")
                .exists();
        Command done = predict(sample);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).isEmpty();
        assertThat(done.out().lines().count())
                .isEqualTo(Files.readAllLines(sample).size());
    }

    private Command predict(Path file, String... more) {
        String[] line = new String[more.length + 5];
        System.arraycopy(new String[] {"predict", "--file", file.toString(), "--output", "csv"}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return Command.in(home, line);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }
}
