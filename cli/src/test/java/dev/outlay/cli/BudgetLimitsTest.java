package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one run or pod may cost, by budget and by annotation, and what there is instead of work that costs more.
final class BudgetLimitsTest {

    private static final String NOW = "2026-11-21T00:00:00Z";

    @TempDir
    private Path home;

    @BeforeEach
    void spend() throws IOException {
        Path budgets = home.resolve("stated.yaml");
        Files.writeString(budgets, """
                budgets:
                  - name: vision
                    limit: 500 USD
                    scope: {team: vision}
                    guard: {per-run: 20}
                """);
        Path usage = home.resolve("usage.csv");
        Files.writeString(usage, """
                id,start,end,provider,region,instance_type,gpu_count,namespace,pod,team,run_id,tags
                a,2026-11-20T00:00:00Z,2026-11-20T10:00:00Z,aws,us-east-1,p3.2xlarge,1,lab,p-1,vision,r1,"{""gpu-autoscaler.io/cost-limit"": ""25.00""}"
                b,2026-11-20T00:00:00Z,2026-11-20T02:00:00Z,aws,us-east-1,p3.2xlarge,1,lab,p-2,vision,r2,"{""gpu-autoscaler.io/cost-limit"": ""25.00""}"
                c,2026-11-20T00:00:00Z,2026-11-20T02:00:00Z,aws,us-east-1,p3.2xlarge,1,lab,p-3,vision,r3,"{""gpu-autoscaler.io/cost-limit"": ""25.00 EUR""}"
                d,2026-11-20T00:00:00Z,2026-11-20T02:00:00Z,aws,us-east-1,p3.2xlarge,1,lab,p-4,vision,r4,"{""gpu-autoscaler.io/cost-limit"": ""much""}"
                """);
        assertThat(at("budget", "set", budgets.toString()).code()).isZero();
        assertThat(at("import", "usage", usage.toString()).code()).isZero();
    }

    @Test
    void runsAndPodsAboveTheirLimitAreNamedWithWhatTheySpentAndEndWithOne() {
        Command limits = at("budget", "limits", "--output", "csv");
        assertThat(limits.code()).isEqualTo(1);
        assertThat(limits.out().lines().skip(1))
                .containsExactly(
                        "run,r1,20.00,30.60,USD,153,over,budget vision",
                        "pod,lab/p-1,25.00,30.60,USD,122.4,over,annotation gpu-autoscaler.io/cost-limit");
    }

    @Test
    void thoseWithinTheirLimitAreShownWhereAskedForTheFullestFirst() {
        Command limits = at("budget", "limits", "--all", "--output", "csv");
        assertThat(limits.out()
                        .lines()
                        .skip(1)
                        .map(line -> line.replaceFirst("^\\w+,", "").replaceFirst(",.*", "")))
                .containsExactly("r1", "lab/p-1", "r2", "r3", "r4", "lab/p-2");
    }

    @Test
    void anAnnotationThatCannotBeComparedIsToldAndNotPassedOver() {
        assertThat(at("budget", "limits").out())
                .contains(
                        "the annotation of the pod lab/p-4 is no amount above zero: much",
                        "the pod lab/p-3 is charged in USD and limited in EUR: not compared");
    }

    @Test
    void noRunAboveItsLimitEndsWithZero() {
        assertThat(at("budget", "limits", "--from", "2026-12-01").code()).isEqualTo(1);
        assertThat(at("budget", "delete", "vision").code()).isZero();
        assertThat(at("budget", "limits", "--from", "2026-12-01").code()).isZero();
    }

    @Test
    void workAboveTheLimitOfARunIsOfferedLessDataAtAPriceThatFits() {
        Command check = check("--batch", "8");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("vision per run", "exceeds", "less-data", "% of the tokens in place of all")
                .contains("a larger batch is not predicted to be cheaper");
        assertThat(check("--tokens", "1B", "--batch", "8").code()).isZero();
    }

    @Test
    void withoutABatchNoLargerOneIsOfferedAndTheReasonIsSaid() {
        assertThat(check().out())
                .contains("a larger batch is not offered: no --batch was said that it could be larger than");
    }

    private Command check(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "budget",
                "check",
                "--team",
                "vision",
                "--params",
                "350M",
                "--seq",
                "2048",
                "--gpu",
                "H100",
                "--gpus",
                "1",
                "--run",
                "x"));
        if (!List.of(more).contains("--tokens")) {
            words.addAll(List.of("--tokens", "20B"));
        }
        words.addAll(List.of(more));
        return at(words.toArray(String[]::new));
    }

    private Command at(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--now", NOW));
        return Command.in(home, all.toArray(String[]::new));
    }
}
