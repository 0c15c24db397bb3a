package dev.outlay.pricing;

import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rate cards that held one after the other. Before the first there is none. Throws [IllegalArgumentException]
/// on two that begin at one instant or divide MIG devices by different things, which a use that goes on from one to
/// the next could not follow. Immutable and thread-safe.
public record RateCards(List<RateCard> cards) {

    /// No card: prices are those of the price book.
    public static final RateCards NONE = new RateCards(List.of());

    public RateCards {
        cards = cards.stream().sorted(Comparator.comparing(RateCard::from)).toList();
        for (int i = 1; i < cards.size(); i++) {
            if (cards.get(i).from().equals(cards.get(i - 1).from())) {
                throw new IllegalArgumentException("two rate cards begin at "
                        + cards.get(i).from() + ": " + cards.get(i - 1).name() + " and "
                        + cards.get(i).name());
            }
            if (cards.get(i).mig() != cards.get(0).mig()) {
                throw new IllegalArgumentException("all rate cards divide MIG devices by one thing: "
                        + cards.get(0).name() + " by " + cards.get(0).mig().text() + ", "
                        + cards.get(i).name() + " by " + cards.get(i).mig().text());
            }
        }
    }

    /// A part of a span and the card that holds in it; null where none does.
    record Stretch(Span span, @Nullable RateCard card) {}

    /// By what MIG devices are divided.
    MigBasis mig() {
        return cards.isEmpty() ? MigBasis.COMPUTE : cards.getFirst().mig();
    }

    public boolean isEmpty() {
        return cards.isEmpty();
    }

    /// The cards that hold over a span, in order and without gaps.
    List<Stretch> over(Span span) {
        List<Stretch> stretches = new ArrayList<>();
        Instant from = span.from();
        RateCard holding = null;
        for (RateCard card : cards) {
            if (!card.from().isBefore(span.to())) {
                break;
            }
            if (card.from().isAfter(from)) {
                stretches.add(new Stretch(new Span(from, card.from()), holding));
                from = card.from();
            }
            holding = card;
        }
        stretches.add(new Stretch(new Span(from, span.to()), holding));
        return stretches;
    }

    /// The card that holds at an instant; null where none does.
    @Nullable
    RateCard at(Instant instant) {
        RateCard holding = null;
        for (RateCard card : cards) {
            holding = card.from().isAfter(instant) ? holding : card;
        }
        return holding;
    }
}
