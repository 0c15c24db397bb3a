package dev.outlay.server.health;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means that the ledger is open and answers.
@Readiness
final class Ready implements HealthCheck {

    private static final TotalsQuery SMALL =
            TotalsQuery.of(Measure.BILLED).in(Span.of(Instant.EPOCH, Duration.ofHours(1)));

    private final Ledger ledger;

    Ready(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            ledger.totals(SMALL);
            return HealthCheckResponse.up("ledger");
        } catch (LedgerException e) {
            return HealthCheckResponse.named("ledger")
                    .down()
                    .withData("detail", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
