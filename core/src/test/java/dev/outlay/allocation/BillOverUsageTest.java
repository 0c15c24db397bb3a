package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.Taken;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A machine of eight GPUs for ten hours at 16 USD: vision holds half of it, speech a quarter, a quarter is idle.
final class BillOverUsageTest {

    private static final Span TEN_HOURS = Lines.span("2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z");
    private static final Paper PRICES = new Paper("prices", "prices.csv", List.of(Lines.price("16")));
    private static final Paper USAGE = usage(
            "usage.csv",
            Lines.node("i-0abc", TEN_HOURS),
            Lines.gpus("v", "i-0abc", TEN_HOURS, "4", "vision"),
            Lines.gpus("s", "i-0abc", TEN_HOURS, "2", "speech"));
    private static final Paper BILL = bill("bill.csv", Lines.machine("a", "i-0abc", TEN_HOURS, "200", "180"));

    private final Ledger ledger = new MemoryLedger();
    private final Outlay outlay =
            new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(Instant.parse("2026-11-03T00:00:00Z")));

    @Test
    void theBillTakesThePlaceOfWhatWasMeteredAndKeepsTheSplit() throws SourceException {
        take(PRICES, USAGE);
        assertThat(total(Measure.EFFECTIVE)).isEqualByComparingTo("160");
        take(BILL);
        assertThat(total(Measure.BILLED)).isEqualByComparingTo("200");
        assertThat(teams(Measure.EFFECTIVE)).isEqualTo(numbers(Map.of("vision", "90", "speech", "45", "null", "45")));
        assertThat(teams(Measure.BILLED)).isEqualTo(numbers(Map.of("vision", "100", "speech", "50", "null", "50")));
    }

    @Test
    void gpuTimeAndEnergyStayWithTheirOwners() throws SourceException {
        take(PRICES, USAGE);
        Map<String, BigDecimal> hours = teams(Measure.GPU_HOURS);
        Map<String, BigDecimal> energy = teams(Measure.ENERGY);
        take(BILL);
        assertThat(teams(Measure.GPU_HOURS)).isEqualTo(hours);
        assertThat(teams(Measure.ENERGY)).isEqualTo(energy);
    }

    @Test
    void thePartsOfALineNameItAndTheirRatiosSumToOne() throws SourceException {
        take(PRICES, USAGE, BILL);
        assertThat(Books.ratios(ledger)).hasSize(1).allSatisfy((line, ratio) -> {
            assertThat(line).isEqualTo("focus/a");
            assertThat(ratio).isEqualByComparingTo("1");
        });
        assertThat(charges("settled/bill/focus/a/")).hasSize(3).allSatisfy(part -> {
            assertThat(part.status().text()).isEqualTo("billed");
            assertThat(part.place().node()).isEqualTo("i-0abc");
            assertThat(part.allocatedFrom()).isNotNull();
        });
    }

    @Test
    void timeThatTheBillDoesNotCoverStaysMetered() throws SourceException {
        Span four = Lines.span("2026-10-01T00:00:00Z", "2026-10-01T04:00:00Z");
        take(PRICES, USAGE, bill("bill.csv", Lines.machine("a", "i-0abc", four, "80", "80")));
        assertThat(total(Measure.EFFECTIVE)).isEqualByComparingTo("176");
        assertThat(teams(Measure.EFFECTIVE)).isEqualTo(numbers(Map.of("vision", "88", "speech", "44", "null", "44")));
    }

    @Test
    void creditsAndTaxesOfTheMachineAreSharedWithItAndTrafficAloneReplacesNothing() throws SourceException {
        Charge tax = Lines.line("t", "i-0abc", TEN_HOURS, "Tax", null, "20", "20");
        take(PRICES, USAGE, bill("tax.csv", tax));
        assertThat(total(Measure.EFFECTIVE)).isEqualByComparingTo("180");
        assertThat(teams(Measure.EFFECTIVE)).containsEntry("vision", new BigDecimal("80"));
        take(BILL);
        assertThat(total(Measure.EFFECTIVE)).isEqualByComparingTo("200");
        assertThat(teams(Measure.EFFECTIVE)).containsEntry("vision", new BigDecimal("100"));
    }

    @Test
    void usageThatComesAfterTheBillTakesItsPartOfIt() throws SourceException {
        take(PRICES, usage("n.csv", Lines.node("i-0abc", TEN_HOURS)), BILL);
        assertThat(teams(Measure.EFFECTIVE)).isEqualTo(numbers(Map.of("null", "180")));
        take(USAGE);
        assertThat(teams(Measure.EFFECTIVE)).isEqualTo(numbers(Map.of("vision", "90", "speech", "45", "null", "45")));
        assertThat(take(USAGE, BILL, PRICES).bills().settled()).isZero();
    }

    @Test
    void aLineThatIsIssuedAgainReplacesTheEarlierOne() throws SourceException {
        take(PRICES, USAGE, BILL);
        Paper second = bill("bill.csv", Lines.machine("b", "i-0abc", TEN_HOURS, "100", "90"));
        take(second);
        assertThat(total(Measure.BILLED)).isEqualByComparingTo("100");
        assertThat(teams(Measure.EFFECTIVE))
                .isEqualTo(numbers(Map.of("vision", "45", "speech", "22.5", "null", "22.5")));
        List<Fact> facts = Books.facts(ledger);
        take(BILL, second, BILL);
        assertThat(Books.facts(ledger)).isEqualTo(facts);
    }

    @Test
    void aBillThatGoesBackToAnEarlierAmountIsFollowed() throws SourceException {
        take(PRICES, USAGE, BILL, bill("2.csv", Lines.machine("b", "i-0abc", TEN_HOURS, "100", "90")));
        take(bill(
                "3.csv",
                Lines.machine("a", "i-0abc", TEN_HOURS, "200", "180"),
                Lines.line("fee", null, TEN_HOURS, "Usage", null, "1", "1")));
        assertThat(total(Measure.BILLED)).isEqualByComparingTo("201");
        assertThat(teams(Measure.EFFECTIVE)).containsEntry("vision", new BigDecimal("90"));
    }

    @Test
    void aProvidersOwnCorrectionAdds() throws SourceException {
        take(PRICES, USAGE, BILL);
        take(bill("c.csv", Lines.line("c", "i-0abc", TEN_HOURS, "Usage", "Correction", "-20", "-20")));
        assertThat(total(Measure.BILLED)).isEqualByComparingTo("180");
        assertThat(teams(Measure.EFFECTIVE)).containsEntry("vision", new BigDecimal("80"));
    }

    @Test
    void aNameThatTwoProvidersUseIsNotMatchedAcrossThem() throws SourceException {
        Charge elsewhere = Lines.machine("x", "i-0abc", TEN_HOURS, "5", "5");
        Charge azure = new Charge(
                elsewhere.origin(),
                elsewhere.status(),
                elsewhere.period(),
                elsewhere.billingPeriod(),
                elsewhere.costs(),
                new dev.outlay.ledger.Place("azure", null, null, null, null),
                elsewhere.owner(),
                elsewhere.product(),
                elsewhere.terms(),
                elsewhere.account(),
                elsewhere.use(),
                null,
                null,
                Map.of());
        assertThat(take(PRICES, USAGE, bill("azure.csv", azure)).bills().settled())
                .isZero();
        assertThat(total(Measure.EFFECTIVE)).isEqualByComparingTo("165");
    }

    private static Paper usage(String title, Fact... facts) {
        return new Paper("usage", title, List.of(facts));
    }

    private static Paper bill(String title, Charge... lines) {
        return new Paper("focus", title, List.of(lines));
    }

    private Taken take(Paper... papers) throws SourceException {
        Taken last = outlay.take(papers[0]);
        for (int i = 1; i < papers.length; i++) {
            last = outlay.take(papers[i]);
        }
        return last;
    }

    private BigDecimal total(Measure measure) {
        return Books.total(ledger, measure);
    }

    private Map<String, BigDecimal> teams(Measure measure) {
        return Books.byTeam(ledger, measure);
    }

    private List<Charge> charges(String prefix) {
        return Books.facts(ledger).stream()
                .filter(Charge.class::isInstance)
                .map(Charge.class::cast)
                .filter(charge -> charge.origin().id().startsWith(prefix))
                .toList();
    }

    private static Map<String, BigDecimal> numbers(Map<String, String> texts) {
        Map<String, BigDecimal> numbers = new java.util.TreeMap<>();
        texts.forEach((name, text) -> numbers.put(name, new BigDecimal(text)));
        return numbers;
    }
}
