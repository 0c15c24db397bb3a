package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Charges out in the FOCUS form, judged, and in again.
class FocusVerbsTest {

    @TempDir
    Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        home = folder.resolve("home");
        Path usage = Files.write(
                folder.resolve("usage.csv"),
                List.of(
                        "start,end,provider,region,instance_type,resource,quantity,team",
                        "2026-10-01T00:00:00Z,2026-10-01T10:00:00Z,aws,us-east-1,p3.2xlarge,gpu,1,vision",
                        "2026-10-02T00:00:00Z,2026-10-02T10:00:00Z,nowhere,,unheard-of,gpu,1,speech"));
        assertThat(Command.in(home, "import", "usage", usage.toString()).code()).isZero();
    }

    @Test
    void whatIsExportedPassesAndGivesTheSameTotalsElsewhere() {
        Path file = folder.resolve("charges.csv");
        Command exported = Command.in(home, "export", "focus", "--focus-version", "1.3", "--out", file.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("charges.csv", "1.3", "2");

        Command judged = Command.run("focus", "validate", file.toString(), "--output", "json");
        assertThat(judged.code()).as(judged.out()).isZero();
        assertThat(judged.out()).contains("\"focus_version\":\"1.3\"").contains("\"failed_must\":\"0\"");

        Path elsewhere = folder.resolve("elsewhere");
        Command taken = Command.in(elsewhere, "import", "focus", file.toString());
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("focus 1.3, an export");
        assertThat(cost(elsewhere)).isEqualTo(cost(home)).contains("vision", "\"unpriced\":\"1\"");
    }

    @Test
    void aFileThatIsThereIsKeptUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "mine");

        Command kept = Command.in(home, "export", "focus", "--out", file.toString());
        assertThat(kept.code()).isEqualTo(2);
        assertThat(kept.err()).contains("--force");
        assertThat(file).hasContent("mine");
        assertThat(Command.in(home, "export", "focus", "--force", "--out", file.toString())
                        .code())
                .isZero();
    }

    @Test
    void aDataSetThatBreaksAMustEndsWithOne() throws IOException {
        Path bill = Files.writeString(folder.resolve("bill.csv"), "BilledCost,BillingCurrency\n1.5,USD\n");

        Command judged = Command.run("focus", "validate", bill.toString());
        assertThat(judged.code()).isEqualTo(1);
        assertThat(judged.out()).contains("EffectiveCost-present");
    }

    @Test
    void whatCannotBeJudgedIsTheCallersMistake() {
        assertThat(Command.run("focus", "validate", "nowhere.csv").code()).isEqualTo(2);
        assertThat(Command.run("focus", "validate", "nowhere.csv", "--focus-version", "7")
                        .err())
                .contains("unknown FOCUS version 7");
        assertThat(Command.in(
                                home,
                                "export",
                                "focus",
                                "--out",
                                folder.resolve("a.csv").toString(),
                                "--from",
                                "x")
                        .code())
                .isEqualTo(2);
    }

    private static String cost(Path home) {
        return Command.in(home, "cost", "--by", "team,provider,day", "--format", "detailed", "--output", "json")
                .out();
    }
}
