package dev.outlay.pricing;

import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rate card makes of a price over a stretch of time, in the terms of FOCUS.
///
/// `list` is the price by window and urgency, undiscounted; `contracted` is after spot, negotiation and volume;
/// `effective` is after commitments, each of which covers the part that `covered` says. The three have one unit and
/// one currency. `card` is null where no card holds. Immutable and thread-safe.
public record CardPrice(
        Span span,
        UnitPrice list,
        UnitPrice contracted,
        UnitPrice effective,
        RatedBy basis,
        String confidence,
        @Nullable RateCard card,
        List<Cover> covered) {

    /// The part of a use that a commitment pays for, and at which price.
    record Cover(CardCommitment commitment, BigDecimal share, UnitPrice price) {}

    public CardPrice {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(basis, "basis");
        covered = List.copyOf(covered);
    }

    /// A price that no card changes.
    static CardPrice of(Span span, Rate rate) {
        return new CardPrice(
                span, rate.price(), rate.price(), rate.price(), rate.basis(), rate.confidence(), null, List.of());
    }

    /// Whether a card made the price, or changed one.
    boolean isByCard() {
        return basis.priceId().startsWith(CardTariff.OWN) || basis.kind().contains(CardTariff.SAID);
    }

    /// The contracted price as a rate.
    public Rate rate() {
        return new Rate(contracted, basis, confidence);
    }
}
