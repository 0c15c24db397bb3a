package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {

    private static final String USAGE = """
            id,start,end,provider,region,cluster,node,instance_type,capacity_type,namespace,team,resource,quantity,share,tags
            n1,2026-10-05T00:00:00Z,2026-10-06T00:00:00Z,aws,us-east-1,train,n1,p4d.24xlarge,on-demand,,,node,1,,
            a,2026-10-05T00:00:00Z,2026-10-05T10:00:00Z,aws,us-east-1,train,n1,p4d.24xlarge,on-demand,research,vision,gpu,4,,"{""qos"":""LS""}"
            b,2026-10-05T00:00:00Z,2026-10-05T10:00:00Z,aws,us-east-1,train,n1,p4d.24xlarge,on-demand,research,speech,gpu,1,0.5,
            """;

    @TempDir
    private Path home;

    @Test
    void printsItsVersion() {
        Command version = Command.run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("outlay ");
    }

    @Test
    void withoutAVerbItShowsItsHelp() {
        Command help = Command.run();
        assertThat(help.code()).isEqualTo(Failures.MISTAKE);
        assertThat(help.err()).contains("Usage: outlay", "estimate", "import", "cost");
    }

    @Test
    void everyVerbExplainsItselfWithAnExample() {
        for (String verb : new String[] {"demo", "serve", "cost", "estimate", "compare", "completion"}) {
            Command help = Command.run(verb, "--help");
            assertThat(help.code()).as(verb).isZero();
            assertThat(help.out()).as(verb).contains("Usage: outlay " + verb, "Examples:", "--output");
        }
    }

    @Test
    void anUnknownVerbIsTheCallersMistakeAndTheNearOneIsNamed() {
        Command mistake = Command.run("estimat");
        assertThat(mistake.code()).isEqualTo(Failures.MISTAKE);
        assertThat(mistake.err()).contains("estimate").contains("--help");
    }

    @Test
    void estimatesAsJsonWithDateSourceConfidenceEnergyAndCarbon() {
        Command estimate = Command.in(
                home,
                "estimate",
                "--provider",
                "aws",
                "--instance",
                "p3.2xlarge",
                "--region",
                "us-east-1",
                "--hours",
                "10",
                "--output",
                "json");
        assertThat(estimate.code()).isZero();
        assertThat(estimate.out())
                .contains(
                        "\"total\":\"30.60\"",
                        "\"currency\":\"USD\"",
                        "\"price_date\":\"2026-07-20\"",
                        "\"confidence\":\"published\"",
                        "\"energy_kwh\":\"",
                        "\"carbon_kg\":\"",
                        "\"source\":\"");
        assertThat(home).as("an estimate needs no ledger").isEmptyDirectory();
    }

    @Test
    void aPlanThatNothingMeetsEndsWith1AndSaysWhatWouldDo() {
        Command plan = Command.in(
                home,
                "plan",
                "--params",
                "7e9",
                "--tokens",
                "140e9",
                "--budget",
                "5",
                "--deadline",
                "7d",
                "--output",
                "json");
        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.out()).contains("\"feasible\":\"false\"", "\"needs\":\"budget ", "\"source\":\"");
        Command table = Command.in(home, "plan", "--params", "7e9", "--tokens", "140e9", "--deadline", "7d");
        assertThat(table.code()).isZero();
        assertThat(table.out()).contains("best", "cost of the first", "price date");
        assertThat(home).as("a plan needs no ledger").isEmptyDirectory();
    }

    @Test
    void pricesOfYourOwnComeBeforeTheCatalogs() throws IOException {
        Path prices = write("prices.csv", """
                provider,sku,region,capacity_type,price,currency,unit,from,kind,source
                aws,p3.2xlarge,us-east-1,on-demand,2.50,USD,Hour,2026-01-01T00:00:00Z,negotiated,contract 7
                """);
        Command estimate = Command.in(
                home,
                "estimate",
                "--provider",
                "aws",
                "--instance",
                "p3.2xlarge",
                "--region",
                "us-east-1",
                "--hours",
                "10",
                "--prices",
                prices.toString());
        assertThat(estimate.out()).contains("25.00", "contract 7", "negotiated");
    }

    @Test
    void importsUsageRatesItAndTellsWhoSpentWhat() throws IOException {
        Path file = write("usage.csv", USAGE);
        Command first = Command.in(home, "import", "usage", file.toString(), "--output", "json");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("\"added\":\"3\"", "\"refused\":\"0\"", "\"rated\":\"3\"");

        Command again = Command.in(home, "import", "usage", file.toString(), "--output", "json");
        assertThat(again.out()).contains("\"added\":\"0\"", "\"known\":\"3\"", "\"rated\":\"0\"");

        // 21.957642 USD per hour for eight GPUs: four for ten hours, half a one for ten hours, the rest of a day
        // idle
        Command cost = Command.in(home, "cost", "--by", "team", "--output", "csv");
        assertThat(cost.out().lines())
                .contains("vision,109.78821", "speech,13.72352625", "idle,403.47167175")
                .hasSize(4);
        Command tagged = Command.in(home, "cost", "--by", "tag:qos", "--measure", "gpu-hours", "--output", "csv");
        assertThat(tagged.out().lines()).contains("LS,40");
    }

    @Test
    void badLinesAreRefusedWithLineColumnAndReasonAndTheRestIsTaken() throws IOException {
        Path file = write(
                "usage.csv",
                USAGE
                        + "c,2026-10-05T10:00:00Z,2026-10-05T09:00:00Z,aws,us-east-1,train,n1,p4d.24xlarge,spot,,,gpu,1,,\n"
                        + "d,05/10/2026 10:00,2026-10-05T11:00:00Z,aws,us-east-1,train,n1,p4d.24xlarge,spot,,,gpu,1,,\n"
                        + "e,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z,aws,us-ea");
        Command imported = Command.in(home, "import", "usage", file.toString());
        assertThat(imported.code()).isZero();
        assertThat(imported.out()).contains("refused 3 lines");
        Command refused = Command.in(home, "report", "refused", "--output", "csv");
        assertThat(refused.out()).contains("usage.csv,5,", "usage.csv,6,start,05/10/2026 10:00", "usage.csv,7,");
    }

    @ParameterizedTest
    @CsvSource({
        "estimate --provider awz --instance p3.2xlarge --hours 1, nearest: aws",
        "estimate --provider aws --instance p3.2xlrge --hours 1, p3.2xlarge",
        "estimate --provider aws --instance p3.2xlarge --hours -1, must be above zero",
        "estimate --provider aws --instance p3.2xlarge, hours is missing",
        "cost --by colour, unknown dimension colour",
        "cost --measure euros, unknown measure euros",
        "cost --from 2026-13-01, a date such as 2026-10-01",
        "cost --last 30d --from 2026-01-01, give the one or the others",
        "import usage /no/such/file.csv, /no/such/file.csv",
        "import focus /, /",
        "serve --port 0, a port lies between 1 and 65535",
        "cost --output yaml, yaml"
    })
    void aMistakeEndsWithTwoAndSaysWhatToDo(String line, String says) {
        Command mistake = Command.in(home, line.split(" ", -1));
        assertThat(mistake.code()).as(mistake.err()).isEqualTo(Failures.MISTAKE);
        assertThat(mistake.err()).contains(says).doesNotContain("\tat ");
        assertThat(mistake.out()).isEmpty();
    }

    @Test
    void aFileOfAnotherKindIsRefusedWholeAndNamed() throws IOException {
        Path file = write("bill.csv", "city,inhabitants\nBerlin,3700000\n");
        for (String kind : new String[] {"usage", "focus", "prices"}) {
            Command mistake = Command.in(home, "import", kind, file.toString());
            assertThat(mistake.code()).as(kind).isEqualTo(Failures.MISTAKE);
            assertThat(mistake.err()).as(kind).contains("bill.csv");
        }
    }

    @Test
    void aFileInAnotherEncodingIsNotTakenForText() throws IOException {
        Path file = Files.write(home.resolve("usage.csv"), USAGE.getBytes(StandardCharsets.UTF_16));
        Command mistake = Command.in(home, "import", "usage", file.toString());
        assertThat(mistake.code()).isEqualTo(Failures.MISTAKE);
        assertThat(mistake.err()).contains("UTF-8");
    }

    @Test
    void aLedgerThatIsNoneIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("ledger.duckdb"), "a diary, not a ledger");
        Command failed = Command.in(home, "cost");
        assertThat(failed.code()).isEqualTo(Failures.OUTSIDE);
        assertThat(failed.err()).contains("ledger.duckdb");
    }

    @Test
    void aDemoLeavesALedgerOfYourOwnAlone() throws IOException {
        Path file = write("usage.csv", USAGE);
        Command.in(home, "import", "usage", file.toString());
        Command refused = Command.in(home, "demo", "--no-serve");
        assertThat(refused.code()).isEqualTo(Failures.MISTAKE);
        assertThat(refused.err()).contains("is your own and no demo");
    }

    @Test
    void theDemoIsTheSameEveryTimeAndItsTeamsSumToItsTotal() {
        String now = "2026-11-22T00:00:00Z";
        Command demo = Command.in(home, "demo", "--no-serve", "--now", now, "--output", "csv");
        assertThat(demo.code()).as(demo.err()).isZero();
        Command again = Command.in(home, "demo", "--no-serve", "--now", now, "--output", "csv");
        assertThat(again.out()).isEqualTo(demo.out());
        BigDecimal sum = demo.out()
                .lines()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",", -1)[2]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Command total = Command.in(home, "cost", "--output", "csv");
        assertThat(sum)
                .isEqualByComparingTo(total.out().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void completionIsAScriptThatKnowsTheVerbs() {
        assertThat(Command.run("completion").out()).contains("complete -F", "estimate", "compare");
    }

    private Path write(String name, String text) throws IOException {
        // beside the home, which some tests want empty
        return Files.writeString(
                Files.createDirectories(home.resolveSibling(home.getFileName() + "-files"))
                        .resolve(name),
                text);
    }
}
