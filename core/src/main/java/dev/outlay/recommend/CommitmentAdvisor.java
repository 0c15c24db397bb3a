package dev.outlay.recommend;

import dev.outlay.catalog.Commitment;
import dev.outlay.catalog.Offer;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.RatedBy;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Wanted;
import dev.outlay.recommend.HeldMachines.Level;
import dev.outlay.savings.Projection;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// How many machines of a type to commit to, by how many were held at each moment and the prices that are offered.
///
/// One more machine is worth its commitment as long as it is held for a larger part of the time than the committed
/// price is of the on-demand price: so the best number is where that part falls below it, and the saving of all
/// numbers is summed exactly. The rule of thumb that commitments save 20 to 30 % is shown beside it and decides
/// nothing. Machines that rate cards already commit to are left out.
final class CommitmentAdvisor implements Advisor {

    // two weeks: each day of the week is seen twice
    private static final int FEWEST_DAYS = 14;
    private static final BigDecimal YEAR_DAYS = BigDecimal.valueOf(365);
    private static final BigDecimal MONTH_DAYS = BigDecimal.valueOf(30);

    @Override
    public String name() {
        return "commitment";
    }

    @Override
    public Category category() {
        return Category.COMMITMENT;
    }

    @Override
    public String asks() {
        return "How many machines were held so steadily that a commitment would have cost less?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        if (inquiry.span().length().toDays() < FEWEST_DAYS) {
            return Optional.of("the span is shorter than " + FEWEST_DAYS + " days: ask with --last 30d");
        }
        return inquiry.machines().types().iterator().hasNext()
                ? Optional.empty()
                : Optional.of(
                        "no machine on demand has a row of its own (resource node) with provider, region and type");
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        if (inquiry.span().length().toDays() < FEWEST_DAYS
                || inquiry.cards().cards().stream()
                        .anyMatch(card -> !card.commitments().isEmpty())) {
            return Stream.empty();
        }
        HeldMachines held = inquiry.machines();
        return StreamSupport.stream(held.types().spliterator(), false)
                .flatMap(type -> advice(type, held, inquiry).stream());
    }

    /// A commitment to so many machines, with what it would have saved.
    record Chosen(Commitment offered, int machines, Money perHour, Money saving, Money baseline) {}

    private Optional<Advice> advice(HeldMachines.Type type, HeldMachines held, Inquiry inquiry) {
        Optional<Offer> offer = inquiry.catalog().find(type.provider(), type.instanceType(), type.region()).stream()
                .findFirst();
        var wanted = new Wanted(type.provider(), type.instanceType(), type.region(), null, CapacityType.ON_DEMAND);
        Optional<Money> onDemand = offer.flatMap(known -> inquiry.prices()
                .at(inquiry.now(), wanted)
                .flatMap((Rate rate) -> rate.perMachineHour(known.machine())));
        List<Level> levels = held.levels(type, inquiry.span());
        return onDemand.flatMap(price -> offer.orElseThrow().commitments().stream()
                        .flatMap(commitment -> chosen(commitment, offer.orElseThrow(), price, levels, inquiry).stream())
                        .filter(chosen -> chosen.saving().amount().signum() > 0)
                        // a shorter term binds less, so a longer one must not only save more by its price
                        .min(Comparator.comparingInt(
                                        (Chosen chosen) -> chosen.offered().termYears())
                                .thenComparing(Chosen::saving, Comparator.reverseOrder())))
                .map(chosen -> advice(type, chosen, onDemand.orElseThrow(), levels, held, inquiry));
    }

    private static Optional<Chosen> chosen(
            Commitment commitment, Offer offer, Money onDemand, List<Level> levels, Inquiry inquiry) {
        Rate rate = new Rate(
                commitment.quote().price(),
                new RatedBy("catalog", "no date", commitment.quote().basis().source(), "commitment"),
                commitment.quote().basis().confidence().text());
        Optional<Money> perHour = rate.perMachineHour(offer.machine())
                .filter(price -> price.currency().equals(onDemand.currency()) && price.compareTo(onDemand) < 0);
        return perHour.map(price -> {
            int machines = best(onDemand, price, levels, inquiry.span());
            return new Chosen(
                    commitment,
                    machines,
                    price,
                    saving(machines, onDemand, price, levels),
                    onDemand.times(hours(levels, Integer.MAX_VALUE)));
        });
    }

    /// The largest number of machines that are held for more of the time than the part of the price that is paid.
    static int best(Money onDemand, Money committed, List<Level> levels, Span span) {
        BigDecimal part = committed.amount().divide(onDemand.amount(), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN);
        BigDecimal needed = span.seconds().multiply(part);
        int machines = 0;
        while (heldSeconds(levels, machines + 1).compareTo(needed) > 0) {
            machines++;
        }
        return machines;
    }

    private static BigDecimal heldSeconds(List<Level> levels, int machines) {
        BigDecimal many = BigDecimal.valueOf(machines);
        return levels.stream()
                .filter(level -> level.machines().compareTo(many) >= 0)
                .map(level -> level.span().seconds())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// On-demand hours spared less the hours that are paid whether used or not.
    static Money saving(int machines, Money onDemand, Money committed, List<Level> levels) {
        BigDecimal all = levels.stream().map(level -> level.span().seconds()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return onDemand.times(hours(levels, machines))
                .minus(committed.times(Decimals.hours(all).multiply(BigDecimal.valueOf(machines))));
    }

    private static BigDecimal hours(List<Level> levels, int most) {
        BigDecimal cap = BigDecimal.valueOf(most);
        return Decimals.hours(levels.stream()
                .map(level -> level.machines().min(cap).multiply(level.span().seconds()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private Advice advice(
            HeldMachines.Type type,
            Chosen chosen,
            Money onDemand,
            List<Level> levels,
            HeldMachines held,
            Inquiry inquiry) {
        Span span = inquiry.span();
        BigDecimal factor = Decimals.rounded(MONTH_DAYS
                .multiply(BigDecimal.valueOf(86_400))
                .divide(span.seconds(), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN));
        Money saving = chosen.saving().times(factor);
        Money baseline = chosen.baseline().times(factor);
        SortedMap<LocalDate, BigDecimal> days = byDay(chosen, onDemand, levels);
        Optional<Projection> year = Projection.of(onDemand.currency(), days, days.firstKey(), days.lastKey());
        Money low = year.map(pace -> pace.low().times(MONTH_DAYS).dividedBy(YEAR_DAYS))
                .orElse(saving);
        Money high = year.map(pace -> pace.high().times(MONTH_DAYS).dividedBy(YEAR_DAYS))
                .orElse(saving);
        var promise = new Promise(
                baseline,
                saving,
                low.compareTo(saving) > 0 ? saving : low,
                high.compareTo(saving) < 0 ? saving : high.compareTo(baseline) > 0 ? baseline : high,
                Promise.Per.MONTH);
        Commitment offered = chosen.offered();
        String terms = offered.termYears() + (offered.termYears() == 1 ? " year, " : " years, ") + offered.plan() + ", "
                + offered.payment();
        BigDecimal used = hours(levels, chosen.machines())
                .divide(span.hours().multiply(BigDecimal.valueOf(chosen.machines())), 4, RoundingMode.HALF_EVEN);
        return new Advice(
                new Finding(name(), category(), subject(type, held), span),
                "Commit to " + chosen.machines() + " x " + type.instanceType() + " (" + type.region() + ") for "
                        + terms,
                List.of(
                        new Evidence(
                                "on demand",
                                onDemand.amount().toPlainString(),
                                onDemand.currency() + " per hour",
                                "price as of " + inquiry.now(),
                                held.facts(type)),
                        new Evidence(
                                "committed",
                                chosen.perHour().amount().toPlainString(),
                                onDemand.currency() + " per hour",
                                terms + ": " + offered.quote().basis(),
                                List.of()),
                        new Evidence(
                                "used of the commitment",
                                used.toPlainString(),
                                null,
                                chosen.machines() + " machines are worth it while held for more than "
                                        + chosen.perHour()
                                                .amount()
                                                .divide(onDemand.amount(), 4, RoundingMode.HALF_EVEN)
                                                .toPlainString()
                                        + " of the time",
                                held.facts(type)),
                        new Evidence(
                                "part of the cost saved",
                                percent(saving, baseline),
                                "%",
                                "a rule of thumb says 20 to 30 % of what is committed; it decides nothing here",
                                List.of())),
                Worth.of(promise, Worth.ComparedBy.GPU_HOUR),
                Certainty.of(
                        span.length().toDays() >= 60 ? "0.7" : "0.5",
                        "the machines of " + span.length().toDays() + " days stand for " + offered.termYears()
                                + " years; the bounds are how uneven these days were"),
                Action.step("buy " + chosen.machines() + " x " + type.instanceType() + " for " + terms + " from "
                        + type.provider() + "; outlay replay --policy commit:" + chosen.machines() + "x"
                        + type.provider() + "/" + type.region() + "/" + type.instanceType() + "@"
                        + chosen.perHour().amount().toPlainString() + onDemand.currency() + " shows it"),
                List.of(
                        "paid for the whole term, whether used or not",
                        "machines are counted as they were held: those that stood idle are better given back first",
                        "prices of GPUs fell in the last years, and newer ones came"));
    }

    private static String percent(Money part, Money whole) {
        return whole.isZero()
                ? "0"
                : part.amount()
                        .movePointRight(2)
                        .divide(whole.amount(), 1, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static SortedMap<LocalDate, BigDecimal> byDay(Chosen chosen, Money onDemand, List<Level> levels) {
        SortedMap<LocalDate, List<Level>> days = new TreeMap<>();
        for (Level level : levels) {
            for (Span day = Span.dayOf(level.span().from());
                    day.from().isBefore(level.span().to());
                    day = Span.dayOf(day.to())) {
                Span part =
                        Objects.requireNonNull(level.span().intersection(day).orElse(null));
                days.computeIfAbsent(day.from().atOffset(ZoneOffset.UTC).toLocalDate(), _ -> new ArrayList<>())
                        .add(new Level(part, level.machines()));
            }
        }
        SortedMap<LocalDate, BigDecimal> saved = new TreeMap<>();
        days.forEach((day, of) -> saved.put(
                day, saving(chosen.machines(), onDemand, chosen.perHour(), of).amount()));
        return saved;
    }

    private static Subject subject(HeldMachines.Type type, HeldMachines held) {
        String name = type.provider() + "/" + type.region() + "/" + type.instanceType();
        // what is on the machines would save the same money in another way
        TreeSet<Concern> concerns = new TreeSet<>(held.concerns(type));
        concerns.add(new Concern(Concern.Kind.COMMITMENT, name));
        return new Subject(
                name,
                type.toString(),
                new Place(type.provider(), type.region(), null, null, null),
                Owner.UNKNOWN,
                concerns,
                List.of(
                        new Filter(Dimension.Named.PROVIDER, Set.of(type.provider())),
                        new Filter(Dimension.Named.REGION, Set.of(type.region())),
                        new Filter(Dimension.Named.SKU, Set.of(type.instanceType()))));
    }
}
