package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rate cards and the forecast of running jobs at the command line, on a ledger in a file.
final class RateCardVerbsTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path home;

    @Test
    void aCardOfTheHomePricesUsageAndAChangedOneDoesSoWhenToldToRate() throws IOException {
        Path card = home.resolve("rate-card.yaml");
        Files.copy(EXAMPLES.resolve("rate-card/rate-card.yaml"), card);
        assertThat(run(
                                "import",
                                "usage",
                                EXAMPLES.resolve("rate-card/usage.csv").toString())
                        .code())
                .isZero();
        // 0.75 + 0.0208333... + 0.75 + 1.00 + 3.00 + 1.00 + 1.125
        assertThat(run("cost", "--by", "team").out()).contains("\"total\":\"7.645833333333333");
        Files.writeString(card, Files.readString(card).replace("price: 0.25", "price: 0.50"));
        assertThat(run("cost", "--by", "team").out()).contains("\"total\":\"7.645833333333333");
        assertThat(run("rate").code()).isZero();
        assertThat(run("cost", "--by", "team").out()).contains("\"total\":\"15.29166666666666");
        Command again = run("rate");
        assertThat(again.out()).contains("\"rated\":\"0\"");
    }

    @Test
    void anEstimateTakesACardForOneQuestion() {
        Command estimate = run(
                "estimate",
                "--provider",
                "aws",
                "--instance",
                "p3.2xlarge",
                "--region",
                "us-east-1",
                "--hours",
                "2",
                "--start",
                "2026-10-06T01:00:00Z",
                "--rate-card",
                EXAMPLES.resolve("rate-card/rate-card.yaml").toString());
        assertThat(estimate.out()).contains("\"total\":\"0.375\"");
        Command without = run(
                "estimate", "--provider", "aws", "--instance", "p3.2xlarge", "--hours", "2", "--priority", "urgent");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err())
                .contains("priority changes a price only by a rate card")
                .contains("--rate-card FILE");
    }

    @Test
    void aRunningJobIsForecastFromItsFiles() {
        for (String kind : new String[] {"prices", "usage", "runs"}) {
            assertThat(run(
                                    "import",
                                    kind,
                                    EXAMPLES.resolve("running-job")
                                            .resolve(kind + ".csv")
                                            .toString())
                            .code())
                    .isZero();
        }
        Command forecast = run("forecast", "run", "detector-9", "--remaining-epochs", "20", "--metric", "val_loss");
        assertThat(forecast.code()).isZero();
        assertThat(forecast.out())
                .contains("\"hours_left\":\"19.94\"")
                .contains("\"cost_so_far\":\"320.00\"")
                .contains("\"scenario\":\"stop halfway\"");
        Command unknown = run("forecast", "run", "detector", "--remaining-epochs", "20");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no run is called 'detector'").contains("detector-9");
    }

    private Command run(String... arguments) {
        Command done = Command.in(
                home,
                Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                        .toArray(String[]::new));
        // as the answer is read, however it is laid out
        return new Command(done.code(), done.out().replace("\": \"", "\":\"").replace("\" : \"", "\":\""), done.err());
    }
}
