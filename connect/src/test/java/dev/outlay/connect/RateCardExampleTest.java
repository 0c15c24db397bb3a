package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.RateCardFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The files in `examples/rate-card`, with the figures that `examples/README.md` works out by hand.
final class RateCardExampleTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-05T00:00:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "rate-card");

    @Test
    void everyUseCostsWhatThePageSaysToTheCent() throws Exception {
        try (Outlay outlay = outlay()) {
            Map<String, BigDecimal> effective = new TreeMap<>();
            Map<String, BigDecimal> list = new TreeMap<>();
            for (Charge charge : charges(outlay)) {
                String use = charge.origin().id().split("/", -1)[2];
                effective.merge(use, amount(charge.costs().effective()), BigDecimal::add);
                list.merge(use, amount(charge.costs().list()), BigDecimal::add);
            }
            assertThat(effective.get("edge")).isEqualByComparingTo("0.75");
            // 120 GPUs: one second at 0.125 and two at 0.25 USD an hour
            assertThat(effective.get("second"))
                    .isCloseTo(
                            new BigDecimal("0.020833333333333333"),
                            Offset.offset(new BigDecimal("0.000000000000000002")));
            assertThat(effective.get("urgent")).isEqualByComparingTo("0.75");
            assertThat(effective.get("background")).isEqualByComparingTo("1.00");
            assertThat(effective.get("spot")).isEqualByComparingTo("3.00");
            assertThat(list.get("spot")).isEqualByComparingTo("10.00");
            assertThat(effective.get("spring")).isEqualByComparingTo("1.00");
            assertThat(effective.get("autumn")).isEqualByComparingTo("1.125");
        }
    }

    @Test
    void everyChargeSaysWhichCardWindowAndMultipliersMadeItsPrice() throws Exception {
        try (Outlay outlay = outlay()) {
            assertThat(charges(outlay))
                    .filteredOn(charge -> charge.origin().id().contains("/background/"))
                    .singleElement()
                    .satisfies(charge -> {
                        assertThat(Objects.requireNonNull(charge.ratedBy()).kind())
                                .isEqualTo(
                                        "rate card; card reference: window off-peak x 0.5, priority background x 0.8");
                        assertThat(charge.ratedBy().source()).isEqualTo("rate-card.yaml: agreed with the lab");
                        assertThat(charge.terms().listUnitPrice()).isEqualByComparingTo("0.1");
                    });
            assertThat(charges(outlay))
                    .filteredOn(charge -> charge.origin().id().contains("/spot/"))
                    .singleElement()
                    .satisfies(charge -> {
                        assertThat(Objects.requireNonNull(charge.ratedBy()).kind())
                                .isEqualTo("rate card; card reference: window peak x 1, spot x 0.3");
                        assertThat(charge.terms().pricingCategory()).isEqualTo("Dynamic");
                        assertThat(charge.terms().contractedUnitPrice()).isEqualByComparingTo("0.075");
                    });
        }
    }

    @Test
    void aRunAcrossTheEdgeIsCutAtTheSecond() throws Exception {
        try (Outlay outlay = outlay()) {
            assertThat(charges(outlay).stream()
                            .filter(charge -> charge.origin().id().contains("/edge/"))
                            .map(charge ->
                                    charge.period() + " " + charge.costs().effective()))
                    .containsExactly(
                            "2026-10-06T01:30:00Z to 2026-10-06T02:00:00Z 0.50 USD",
                            "2026-10-06T02:00:00Z to 2026-10-06T02:30:00Z 0.25 USD");
        }
    }

    @Test
    void anEstimateThatRunsIntoTheNightPaysTheNight() {
        try (Outlay outlay = outlay()) {
            Table answer = outlay.answer(
                    "estimate",
                    Parameters.of(
                            "provider",
                            "aws",
                            "instance",
                            "p3.2xlarge",
                            "region",
                            "us-east-1",
                            "hours",
                            "4",
                            "start",
                            "2026-10-05T20:00:00Z",
                            "priority",
                            "urgent"));
            // 16:00 to 20:00 in New York
            assertThat(answer.heading()).containsEntry("total", "1.50");
            answer = outlay.answer(
                    "estimate",
                    Parameters.of(
                            "provider",
                            "aws",
                            "instance",
                            "p3.2xlarge",
                            "region",
                            "us-east-1",
                            "hours",
                            "4",
                            "start",
                            "2026-10-06T00:00:00Z",
                            "capacity",
                            "spot"));
            // two hours before 22:00 and two after, at three tenths
            assertThat(answer.heading()).containsEntry("total", "0.225").containsEntry("currency", "USD");
            assertThat(answer.notes())
                    .anyMatch(note -> note.startsWith("0.2 interruptions are to be expected, at 0.05 per machine"));
        }
    }

    private static Outlay outlay() {
        return new Outlay(
                MemoryLedger::new,
                Catalog.builtin(),
                CLOCK,
                () -> Allocation.NONE,
                () -> RateCardFile.read(EXAMPLE.resolve("rate-card.yaml")));
    }

    private static List<Charge> charges(Outlay outlay) throws Exception {
        outlay.take(UsageFile.source(EXAMPLE.resolve("usage.csv"), CLOCK, Progress.NONE));
        try (Stream<Charge> charges = outlay.ledger().facts(Charge.class, Span.EVER)) {
            return charges.toList();
        }
    }

    private static BigDecimal amount(@Nullable Money money) {
        return Objects.requireNonNull(money).amount();
    }
}
