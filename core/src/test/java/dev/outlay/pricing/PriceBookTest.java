package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PriceBookTest {

    private static final Instant NOW = Instant.parse("2026-10-05T00:00:00Z");
    private static final Wanted WANTED = new Wanted("aws", Uses.MACHINE, "us-east-1", null, CapacityType.ON_DEMAND);

    @Test
    void aFactWinsOverTheCatalogFromItsInstantOn() {
        var book = new PriceBook(
                Catalog.builtin(), List.of(Uses.price(Uses.MACHINE, "20", PricingUnit.HOUR, "2026-10-05T00:00:00Z")));
        assertThat(book.at(NOW, WANTED).orElseThrow().price().price()).isEqualTo(Money.of("USD", "20"));
        Rate before = book.at(NOW.minusSeconds(1), WANTED).orElseThrow();
        assertThat(before.basis().priceId()).startsWith("catalog/aws/us-east-1/p4d.24xlarge");
        assertThat(before.basis().date()).isEqualTo("2026-07-20");
    }

    @Test
    void theLatestFactHoldsAndTheOrderTheyArriveInDoesNotMatter() {
        var first = Uses.price(Uses.MACHINE, "20", PricingUnit.HOUR, "2026-09-01T00:00:00Z");
        var second = Uses.price(Uses.MACHINE, "18", PricingUnit.HOUR, "2026-10-01T00:00:00Z");
        for (var prices : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(new PriceBook(Catalog.builtin(), prices)
                            .at(NOW, WANTED)
                            .orElseThrow()
                            .price()
                            .price())
                    .isEqualTo(Money.of("USD", "18"));
        }
    }

    @Test
    void whatNobodyPricesHasNoPrice() {
        var book = new PriceBook(Catalog.builtin(), List.of());
        assertThat(book.at(NOW, new Wanted("aws", "no-such-type", "us-east-1", null, CapacityType.SPOT)))
                .isEmpty();
        assertThat(book.at(NOW, new Wanted("aws", Uses.MACHINE, "us-east-1", null, CapacityType.OWNED)))
                .isEmpty();
    }

    @Test
    void aSpanIsCutWhereThePriceChanges() {
        var book = new PriceBook(
                Catalog.builtin(), List.of(Uses.price(Uses.MACHINE, "20", PricingUnit.HOUR, "2026-10-05T12:00:00Z")));
        assertThat(book.over(Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z"), WANTED))
                .extracting(PriceBook.Segment::span)
                .containsExactly(
                        Uses.span("2026-10-05T00:00:00Z", "2026-10-05T12:00:00Z"),
                        Uses.span("2026-10-05T12:00:00Z", "2026-10-06T00:00:00Z"));
    }
}
