package dev.outlay.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Requests that came with a key are answered once, whatever happens between.
class AnsweredTest {

    private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");
    private static final Answered.Kept ANSWER = new Answered.Kept("{\"rows\":[]}", Answered.JSON);

    private final MemoryLedger ledger = new MemoryLedger();

    private Answered at(Instant now) {
        Map<String, String> given = Map.of("outlay.now", now.toString(), "outlay.home", "target/none");
        return new Answered(
                new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(now)), ServerSettings.of(given::get));
    }

    @Test
    void theSameRequestIsAnsweredAsTheFirstTimeByAServerThatWasStartedAgain() throws Exception {
        Answered first = at(NOW);
        assertThat(first.begin("ada/k1", "record 5 USD")).isEmpty();
        first.done("ada/k1", "record 5 USD", ANSWER);

        assertThat(first.begin("ada/k1", "record 5 USD")).contains(ANSWER);
        assertThat(at(NOW).begin("ada/k1", "record 5 USD")).contains(ANSWER);
        assertThat(at(NOW).begin("bob/k1", "record 5 USD")).isEmpty();
    }

    @Test
    void anotherRequestWithAKnownKeyIsRefused() throws Exception {
        Answered first = at(NOW);
        first.begin("ada/k1", "record 5 USD");
        first.done("ada/k1", "record 5 USD", ANSWER);

        assertThatThrownBy(() -> first.begin("ada/k1", "record 6 USD"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(422));
    }

    @Test
    void aRequestThatIsStillBeingAnsweredIsRefusedAndOneThatFailedMayComeAgain() {
        Answered answered = at(NOW);
        answered.begin("ada/k1", "record 5 USD");

        assertThatThrownBy(() -> answered.begin("ada/k1", "record 5 USD"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(409));
        answered.failed("ada/k1");
        assertThat(answered.begin("ada/k1", "record 5 USD")).isEqualTo(Optional.empty());
    }

    @Test
    void aKeyIsForgottenAfterThirtyDays() throws Exception {
        Answered first = at(NOW);
        first.begin("ada/k1", "record 5 USD");
        first.done("ada/k1", "record 5 USD", ANSWER);

        assertThat(at(NOW.plus(Answered.KEPT).minusSeconds(1)).begin("ada/k1", "record 5 USD"))
                .contains(ANSWER);
        assertThat(at(NOW.plus(Answered.KEPT).plusSeconds(1)).begin("ada/k1", "record 6 USD"))
                .isEmpty();
    }
}
