package dev.outlay.report;

import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Estimator;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The same work on the same machines, started at the hour of the next week at which it costs least: by the windows of
/// a rate card, or by prices of the ledger or of the caller that change within the week.
final class OffPeak {

    private static final Duration WITHIN = Duration.ofDays(7);
    private static final int SCALE = 18;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private OffPeak() {}

    private record Start(Instant at, Money cost) {}

    static Optional<Alternative> of(
            Parameters parameters, Desk desk, AskedWork work, Ask ask, Predicate<Ask> fits, List<String> notes) {
        boolean card = !desk.cards().get().isEmpty();
        if (!card && !work.planner().statesPrices()) {
            notes.add("no cheaper hour is known: list prices hold at any hour. Put windows into rate-card.yaml, or"
                    + " import prices and ask with --ledger-prices");
            return Optional.empty();
        }
        Instant asked =
                parameters.one(CardParameters.START.name(), Texts::instant).orElse(desk.now());
        Start now = start(parameters, desk, work.choice(), asked, card);
        Start best = now;
        Instant hour = asked.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        while (now != null && !hour.isAfter(asked.plus(WITHIN))) {
            Start each = start(parameters, desk, work.choice(), hour, card);
            // of equal ones the first
            if (each != null
                    && each.cost().currency().equals(now.cost().currency())
                    && each.cost().compareTo(Objects.requireNonNull(best).cost()) < 0) {
                best = each;
            }
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        if (now == null
                || best == null
                || best.at().equals(now.at())
                || now.cost().isZero()) {
            notes.add("no hour of the next 7 days is cheaper for these machines");
            return Optional.empty();
        }
        return Optional.of(alternative(work, ask, fits, now, best));
    }

    private static Alternative alternative(AskedWork work, Ask ask, Predicate<Ask> fits, Start now, Start best) {
        BigDecimal ratio = best.cost().amount().divide(now.cost().amount(), SCALE, RoundingMode.HALF_EVEN);
        Map<BudgetUnit, Expected> amounts = new LinkedHashMap<>();
        ask.amounts()
                .forEach((unit, amount) ->
                        amounts.put(unit, unit instanceof BudgetUnit.Currency ? amount.times(ratio) : amount));
        BigDecimal wait = BigDecimal.valueOf(
                        Duration.between(now.at(), best.at()).toSeconds())
                .divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_EVEN);
        Ask later = AskParameters.with(ask, amounts, ask.hours(), ask.basis() + "; started at " + best.at());
        return new Alternative(
                "off-peak",
                "start at " + best.at() + " in place of " + now.at(),
                later,
                wait,
                fits.test(later),
                "the same machines at the prices that hold from then on: "
                        + best.cost().rounded(2) + " in place of " + now.cost().rounded(2) + "; " + work.basis(),
                "it is done " + AskedWork.hours(wait) + " later, and the machines have to be there then");
    }

    private static @Nullable Start start(Parameters parameters, Desk desk, Choice choice, Instant at, boolean card) {
        if (!card) {
            Duration length = Duration.ofSeconds(
                    choice.time().hours().multiply(SECONDS_PER_HOUR).longValue());
            return desk.estimator(parameters)
                    .over(choice.offer(), choice.capacityType(), choice.work().machines(), Span.of(at, length))
                    .map(cost -> new Start(at, cost))
                    .orElse(null);
        }
        Map<String, List<String>> values = new LinkedHashMap<>(parameters.values());
        values.put(CardParameters.START.name(), List.of(at.toString()));
        Estimator estimator = desk.estimator(new Parameters(values));
        Money cost = estimator.estimate(choice.offer(), choice.work()).compute().cost();
        return cost == null ? null : new Start(at, cost);
    }
}
