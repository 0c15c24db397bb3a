package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReratingTest {

    private static final Span DAYS = Uses.span("2026-10-05T00:00:00Z", "2026-10-07T00:00:00Z");
    private static final Span MORNING = Uses.span("2026-10-05T00:00:00Z", "2026-10-05T10:00:00Z");

    private final Ledger ledger = new MemoryLedger();

    @Test
    void ratingTwiceChangesNothing() throws SourceException {
        append(Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z"), Uses.node("n", "n1", DAYS));
        assertThat(rate().added()).isEqualTo(2);
        assertThat(rate()).isEqualTo(Appended.NOTHING);
    }

    @Test
    void usageThatArrivesLateTakesItsPartOutOfIdle() throws SourceException {
        append(Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z"), Uses.node("n", "n1", DAYS));
        rate();
        append(Uses.gpus("late", "n1", MORNING, "8", "1"));
        rate();
        assertThat(total("used")).isEqualByComparingTo("320");
        assertThat(total("idle")).isEqualByComparingTo("1216");
        assertThat(rate()).isEqualTo(Appended.NOTHING);
    }

    @Test
    void aPriceThatArrivesLateRestatesWhatItTouches() throws SourceException {
        append(Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z"), Uses.node("n", "n1", DAYS));
        rate();
        append(Uses.price(Uses.MACHINE, "16", PricingUnit.HOUR, "2026-10-05T12:00:00Z"));
        rate();
        assertThat(total("idle")).isEqualByComparingTo("960");
        append(Uses.price(Uses.MACHINE, "8", PricingUnit.HOUR, "2026-10-06T00:00:00Z"));
        rate();
        assertThat(total("idle")).isEqualByComparingTo("768");
        assertThat(rate()).isEqualTo(Appended.NOTHING);
    }

    private void append(Fact... facts) throws SourceException {
        ledger.append(Reading.of(List.of(facts)));
    }

    private Appended rate() throws SourceException {
        return new Rerating(ledger, Catalog.builtin()).rate(DAYS, _ -> {});
    }

    private BigDecimal total(String use) {
        return ledger.totals(TotalsQuery.of(Measure.EFFECTIVE).by(Dimension.Named.USE)).rows().stream()
                .filter(row -> use.equals(row.dimensions().getFirst()))
                .map(row -> row.measures().getFirst())
                .findFirst()
                .orElseThrow();
    }
}
