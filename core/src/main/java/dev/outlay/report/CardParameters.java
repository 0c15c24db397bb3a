package dev.outlay.report;

import dev.outlay.estimate.CardPricing;
import dev.outlay.pricing.CardTariff;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.util.List;

/// The parameters by which prices of a rate card are chosen.
final class CardParameters {

    static final Parameter START =
            Parameter.one("start", "2026-10-01T22:00:00Z", "When it starts, for a rate card's windows (default: now)");
    static final Parameter PRIORITY =
            Parameter.one("priority", "urgent", "How urgent it is, for a rate card's multipliers");
    static final List<Parameter> ALL = List.of(START, PRIORITY);

    private CardParameters() {}

    static CardPricing of(Parameters parameters, CardTariff tariff, Instant now) {
        return new CardPricing(
                tariff,
                parameters.one(START.name(), Texts::instant).orElse(now),
                parameters.text(PRIORITY.name()).orElse(null));
    }

    /// Throws [CallersMistake] where something is asked that only a rate card answers, and there is none.
    static void check(Parameters parameters, RateCards cards) {
        ALL.stream()
                .filter(parameter ->
                        cards.isEmpty() && parameters.text(parameter.name()).isPresent())
                .findFirst()
                .ifPresent(parameter -> {
                    throw new CallersMistake(parameter.name() + " changes a price only by a rate card, and there is"
                            + " none: name one with --rate-card FILE, or put rate-card.yaml into the home");
                });
    }
}
