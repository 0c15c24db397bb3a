package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Origin;
import dev.outlay.outlook.SourceFreshness.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    @Test
    void saysUpToWhenEachProviderChargesAndWhatIsLate() {
        Bills bills = new Bills()
                .daily("aws", "vision", "2026-10-01", "2026-11-22", "1")
                .daily("gcp", "vision", "2026-10-01", "2026-11-18", "1")
                .daily("azure", "vision", "2026-09-01", "2026-10-20", "1")
                .used("vast", "vision", null, "2026-10-05", "1")
                .used("vast", "vision", null, "2026-11-02", "1");
        List<SourceFreshness> sources = new Freshness(bills.ledger(), NOW).sources();
        assertThat(sources).extracting(SourceFreshness::provider).containsExactly("azure", "vast", "gcp", "aws");
        assertThat(sources)
                .extracting(SourceFreshness::state)
                .containsExactly(State.ENDED, State.OCCASIONAL, State.LATE, State.FRESH);
        assertThat(sources.get(2).chargedTo()).isEqualTo(Instant.parse("2026-11-18T00:00:00Z"));
        assertThat(sources.get(2).age()).isEqualTo(Duration.parse("PT105H30M"));
        assertThat(sources).allSatisfy(source -> assertThat(source.kind()).isEqualTo(ChargeStatus.METERED));
    }

    @Test
    void ofTodayTheLastHourCounts() {
        Bills bills = new Bills().daily("aws", "vision", "2026-10-01", "2026-11-22", "1");
        bills.held("vision", Instant.parse("2026-11-22T07:00:00Z"), null, null);
        assertThat(new Freshness(bills.ledger(), NOW).sources())
                .filteredOn(source -> "trace".equals(source.provider()))
                .singleElement()
                .satisfies(source -> assertThat(source.age()).isEqualTo(Duration.ofMinutes(90)));
    }

    @Test
    void tellsTheLastDocumentOfEachSource() {
        Bills bills = new Bills()
                .add(new Delivery(Origin.of("delivery/focus/a", "october.csv"), NOW.minusSeconds(90_000), 3))
                .add(new Delivery(Origin.of("delivery/focus/b", "november.csv"), NOW.minusSeconds(7_200), 3));
        assertThat(new Freshness(bills.ledger(), NOW).deliveries())
                .containsExactly(
                        new SourceDelivery("focus", "november.csv", NOW.minusSeconds(7_200), Duration.ofHours(2)));
    }
}
