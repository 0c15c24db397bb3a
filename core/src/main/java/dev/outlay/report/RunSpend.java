package dev.outlay.report;

import dev.outlay.estimate.Estimate;
import dev.outlay.estimate.Work;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run cost so far and what an hour of it costs now, each null where it is not known, and what that rests
/// on.
record RunSpend(
        @Nullable Money soFar,
        @Nullable Money perHour,
        @Nullable String basis,
        long unpriced) {

    static final Parameter PER_HOUR = Parameter.one(
            "per-hour", "98.32 USD", "What an hour of the run costs (default: what its latest charges cost)");
    static final Parameter PROVIDER = Parameter.one("provider", "aws", "Whose machine prices an hour, with instance");
    static final Parameter INSTANCE = Parameter.one("instance", "p4d.24xlarge", "The machine that prices an hour");
    static final Parameter REGION = Parameter.one("region", "us-east-1", "Where that machine is");
    static final Parameter COUNT = Parameter.one("count", "4", "How many of that machine (default: 1)");
    static final Parameter CAPACITY = WorkParameters.CAPACITY;

    // prices change: the last day tells what an hour costs now
    private static final Duration LATEST = Duration.ofHours(24);

    static RunSpend of(String run, Parameters parameters, Desk desk) {
        RunSpend charged = charged(run, desk.ledger());
        Optional<Money> stated = parameters.one(PER_HOUR.name(), Texts::amount);
        Optional<String> instance = parameters.text(INSTANCE.name());
        if (stated.isPresent() && instance.isPresent()) {
            throw new CallersMistake("per-hour was given together with instance: give one of them");
        }
        if (stated.isPresent()) {
            return charged.at(stated.get(), "as given");
        }
        return instance.map(type -> charged.priced(type, parameters, desk)).orElse(charged);
    }

    private RunSpend priced(String type, Parameters parameters, Desk desk) {
        Work work = new Work(
                BigDecimal.ONE,
                BigDecimal.valueOf(WorkParameters.machines(parameters, COUNT.name())),
                parameters.one(CAPACITY.name(), CapacityType::of).orElse(CapacityType.ON_DEMAND),
                Share.WHOLE,
                BigDecimal.ZERO,
                null,
                BigDecimal.ZERO);
        Estimate estimate = desk.estimator(parameters)
                .estimate(
                        parameters.required(PROVIDER),
                        type,
                        parameters.text(REGION.name()).orElse(null),
                        work);
        Money perHour = estimate.compute().cost();
        if (perHour == null) {
            throw new CallersMistake(String.valueOf(estimate.compute().missing()));
        }
        return at(
                perHour,
                estimate.compute().reckoning() + ", " + estimate.compute().source() + ", "
                        + estimate.compute().date());
    }

    private RunSpend at(Money perHour, String basis) {
        if (soFar != null && !soFar.currency().equals(perHour.currency())) {
            throw new CallersMistake("the run has cost " + soFar.currency() + " so far, so an hour of it cannot cost "
                    + perHour + ": state it in " + soFar.currency());
        }
        return new RunSpend(soFar, perHour, basis, unpriced);
    }

    private static RunSpend charged(String run, LedgerReader ledger) {
        List<Charge> charges;
        try (Stream<Charge> all =
                ledger.facts(Charge.class, Span.EVER, List.of(new Filter(Dimension.Named.RUN, Set.of(run))))) {
            charges = all.toList();
        }
        List<Charge> priced = charges.stream()
                .filter(charge -> charge.costs().effective() != null)
                .toList();
        long unpriced = (long) charges.size() - priced.size();
        long currencies = priced.stream()
                .map(charge -> charge.costs().currency())
                .distinct()
                .count();
        if (currencies != 1) {
            return new RunSpend(null, null, currencies == 0 ? null : "it was charged in several currencies", unpriced);
        }
        Instant latest = priced.stream()
                .map(charge -> charge.period().to())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Charge> now = priced.stream()
                .filter(charge -> charge.period().to().isAfter(latest.minus(LATEST)))
                .toList();
        BigDecimal hours = held(now);
        return new RunSpend(
                sum(priced),
                hours.signum() == 0 ? null : sum(now).dividedBy(hours),
                now.size() + " charges of "
                        + now.stream()
                                .map(Charge::at)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()
                        + " to " + latest + dated(now),
                unpriced);
    }

    /// The hours in which any of the charges held something.
    private static BigDecimal held(List<Charge> charges) {
        BigDecimal hours = BigDecimal.ZERO;
        Instant until = Instant.MIN;
        for (Charge charge :
                charges.stream().sorted(Comparator.comparing(Charge::at)).toList()) {
            Instant from = charge.at().isAfter(until) ? charge.at() : until;
            if (from.isBefore(charge.period().to())) {
                until = charge.period().to();
                hours = hours.add(new Span(from, until).hours());
            }
        }
        return hours;
    }

    private static Money sum(List<Charge> charges) {
        return charges.stream()
                .flatMap(charge -> Optional.ofNullable(charge.costs().effective()).stream())
                .reduce(Money::plus)
                .orElseThrow();
    }

    private static String dated(List<Charge> charges) {
        return charges.stream()
                .flatMap(charge -> Optional.ofNullable(charge.ratedBy()).stream())
                .map(rated -> ", at a price of " + rated.date() + " (" + rated.source() + ")")
                .distinct()
                .reduce((_, _) -> ", at several prices")
                .orElse(", as billed");
    }
}
