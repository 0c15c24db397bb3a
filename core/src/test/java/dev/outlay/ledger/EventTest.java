package dev.outlay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void theKeyAndTheTopicAreItsIdentitySoThatTheSameEventIsKeptOnce() throws SourceException {
        try (Ledger ledger = new MemoryLedger()) {
            Event event = Event.of("1", NOW, "budget", "research", "set", "ann", Map.of("limit", "10"));
            assertThat(ledger.append(Reading.of(List.of(event))).added()).isEqualTo(1);
            assertThat(ledger.append(Reading.of(List.of(event))).known()).isEqualTo(1);
            assertThat(event.origin().id()).isEqualTo("event/budget/1");
        }
    }

    @Test
    void anEventSaysWhatWasDoneToWhat() {
        assertThatThrownBy(() -> Event.of("1", NOW, "budget", " ", "set", null, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event has a subject");
    }
}
