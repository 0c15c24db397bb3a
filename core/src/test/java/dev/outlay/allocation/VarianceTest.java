package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VarianceTest {

    private static final Span TEN_HOURS = Lines.span("2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z");
    private static final Span TWELVE_HOURS = Lines.span("2026-10-01T00:00:00Z", "2026-10-01T12:00:00Z");

    private final Ledger ledger = new MemoryLedger();
    private final Outlay outlay =
            new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-03T00:00:00Z")));

    /// Metered: ten hours at 16 USD. Billed: twelve hours, of which a commitment pays, with a credit and a tax.
    @Test
    void tellsPriceQuantityCommitmentCreditAndTaxApart() throws SourceException {
        fill();
        take(
                committed(Lines.machine("a", "i-0", TWELVE_HOURS, "168", "120")),
                Lines.line("c", "i-0", TEN_HOURS, "Credit", null, "-10", "-10"),
                Lines.line("t", "i-0", TEN_HOURS, "Tax", null, "5", "5"),
                Lines.line("k", "i-0", TEN_HOURS, "Usage", "Correction", "-1", "-1"));

        Table table = outlay.answer("variance", Parameters.of("by", "total"));
        assertThat(row(table))
                .containsEntry("metered", "160.00")
                .containsEntry("billed", "114.00")
                .containsEntry("difference", "-46.00")
                // two hours more than were metered, at 16 USD
                .containsEntry("quantity", "32.00")
                // twelve hours at 14 instead of 16 USD
                .containsEntry("price", "-24.00")
                // 120 instead of the contracted 168
                .containsEntry("commitment", "-48.00")
                .containsEntry("credit", "-10.00")
                .containsEntry("tax", "5.00")
                .containsEntry("other", "-1.00");
        assertThat(row(outlay.answer("variance", Parameters.of("measure", "billed"))))
                .containsEntry("resource", "i-0")
                .containsEntry("billed", "162.00")
                .containsEntry("commitment", "0.00");
    }

    @Test
    void whatHasNoCounterpartIsShownApart() throws SourceException {
        fill();
        outlay.take(new Paper(
                "usage", "more.csv", List.of(Lines.node("i-1", Span.of(TEN_HOURS.from(), Duration.ofHours(2))))));
        take(
                Lines.machine("a", "i-0", Span.of(TEN_HOURS.from(), Duration.ofHours(4)), "60", "60"),
                Lines.machine("x", "i-9", TEN_HOURS, "7", "7"));
        Table table = outlay.answer("variance", Parameters.of());
        assertThat(row(table)).containsEntry("metered", "64.00").containsEntry("billed", "60.00");
        assertThat(table.parts().get(0).rows())
                .containsExactly(texts("i-0", "aws", "96.00", "USD"), texts("i-1", "aws", "32.00", "USD"));
        assertThat(table.parts().get(1).rows())
                .containsExactly(texts("arn:aws:ec2:us-east-1:1:instance/i-9", "aws", "7.00", "USD"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 77, 20261030})
    void matchedAndUnmatchedMeterSumToWhatWasMeteredHoweverTheSpanIsCut(long seed) throws SourceException {
        RandomBooks books = new RandomBooks(seed);
        Ledger usage = new MemoryLedger();
        var metering = new Outlay(() -> usage, Catalog.builtin(), InstantSource.system());
        for (Paper paper : books.usage) {
            metering.take(paper);
        }
        for (Paper paper : books.shuffled(new Random(seed))) {
            outlay.take(paper);
        }
        Span all = Span.of(RandomBooks.START.minus(Duration.ofDays(1)), Duration.ofDays(6));
        Instant cut = RandomBooks.START.plus(Duration.ofHours(31));
        for (Measure measure : List.of(Measure.BILLED, Measure.EFFECTIVE)) {
            Money[] whole = sums(all, measure);
            Money[] first = sums(new Span(all.from(), cut), measure);
            Money[] second = sums(new Span(cut, all.to()), measure);
            assertThat(first[0].plus(second[0])).isEqualTo(whole[0]);
            assertThat(first[1].plus(second[1])).isEqualTo(whole[1]);

            Unmatched unmatched = Unmatched.in(ledger, all, measure);
            assertThat(sum(unmatched.metered()).plus(whole[0]).amount())
                    .as("seed %d", seed)
                    .isEqualByComparingTo(Books.total(usage, measure));
            assertThat(sum(unmatched.metered())
                            .plus(whole[1])
                            .plus(rest(measure))
                            .amount())
                    .as("seed %d", seed)
                    .isEqualByComparingTo(Books.total(ledger, measure));
        }
    }

    /// What is billed of nobody's machines, and credits and taxes that no covered time concerns.
    private Money rest(Measure measure) {
        return Books.facts(ledger).stream()
                .filter(Charge.class::isInstance)
                .map(Charge.class::cast)
                .filter(charge -> charge.allocatedFrom() == null)
                .filter(charge -> !charge.origin().id().startsWith("rated/")
                        && !charge.origin().id().startsWith("settled/meter/"))
                .map(charge -> Objects.requireNonNull(
                        measure == Measure.BILLED
                                ? charge.costs().billed()
                                : charge.costs().effective()))
                .reduce(Money.zero("USD"), Money::plus);
    }

    private Money[] sums(Span span, Measure measure) {
        Money[] sums = {Money.zero("USD"), Money.zero("USD")};
        Variance.forEach(ledger, span, measure, variance -> {
            sums[0] = sums[0].plus(variance.metered());
            sums[1] = sums[1].plus(variance.billed());
        });
        return sums;
    }

    private static Money sum(Map<Unmatched.Item, Money> items) {
        return items.values().stream().reduce(Money.zero("USD"), Money::plus);
    }

    private void fill() throws SourceException {
        outlay.take(new Paper("prices", "prices.csv", List.of(Lines.price("16"))));
        outlay.take(new Paper(
                "usage",
                "usage.csv",
                List.of(Lines.node("i-0", TEN_HOURS), Lines.gpus("v", "i-0", TEN_HOURS, "4", "vision"))));
    }

    private void take(Charge... lines) throws SourceException {
        outlay.take(new Paper("focus", "bill.csv", List.of(lines)));
    }

    private static Charge committed(Charge line) {
        Terms terms = line.terms();
        return new Charge(
                line.origin(),
                line.status(),
                line.period(),
                line.billingPeriod(),
                line.costs(),
                line.place(),
                line.owner(),
                line.product(),
                new Terms(
                        terms.chargeCategory(),
                        null,
                        null,
                        null,
                        "Committed",
                        null,
                        null,
                        null,
                        null,
                        terms.consumedQuantity(),
                        terms.consumedUnit(),
                        "savings-plan-1",
                        null,
                        null,
                        null,
                        null),
                line.account(),
                line.use(),
                null,
                null,
                line.tags());
    }

    private static List<@Nullable String> texts(String... texts) {
        return new ArrayList<>(List.of(texts));
    }

    private static Map<String, @Nullable String> row(Table table) {
        assertThat(table.rows()).hasSize(1);
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            row.put(table.columns().get(i).name(), table.rows().getFirst().get(i));
        }
        return row;
    }
}
