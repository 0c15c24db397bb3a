package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds why the bill of a machine differs from what was metered of it. Not thread-safe.
final class Comparison {

    private static final Map<Set<String>, BigDecimal> SECONDS = Map.of(
            Set.of("hour", "hours", "hr", "hrs"),
            BigDecimal.valueOf(3600),
            Set.of("second", "seconds", "sec", "secs"),
            BigDecimal.ONE,
            Set.of("minute", "minutes", "min", "mins"),
            BigDecimal.valueOf(60),
            Set.of("day", "days"),
            BigDecimal.valueOf(86_400));

    private final Match match;
    private final Measure measure;
    private final String currency;

    private final List<Money> billed;
    private final List<Money> commitment;
    private final List<Money> credit;
    private final List<Money> tax;
    private final List<Money> other;

    Comparison(Match match, Measure measure) {
        this.match = match;
        this.measure = measure;
        this.currency = match.lines().getFirst().costs().currency();
        this.billed = nothing();
        this.commitment = nothing();
        this.credit = nothing();
        this.tax = nothing();
        this.other = nothing();
    }

    /// One for each metered charge; empty where it and the bill cannot be compared.
    Optional<List<Variance>> variances() {
        if (Stream.concat(match.metered().stream(), match.lines().stream())
                .anyMatch(charge ->
                        cost(charge) == null || !charge.costs().currency().equals(currency))) {
            return Optional.empty();
        }
        match.lines().forEach(this::take);
        List<Money> metered = metered();
        Money whole = metered.stream().reduce(Money.zero(currency), Money::plus);
        List<Money> quantity = Variance.split(quantity(whole), BillWeights.of(match.metered(), match.covered()));
        Span period = new Span(
                match.covered().getFirst().from(), match.covered().getLast().to());
        List<Variance> variances = new ArrayList<>();
        for (int i = 0; i < metered.size(); i++) {
            Money difference = billed.get(i).minus(metered.get(i));
            Money price = difference
                    .minus(quantity.get(i))
                    .minus(commitment.get(i))
                    .minus(credit.get(i))
                    .minus(tax.get(i))
                    .minus(other.get(i));
            variances.add(new Variance(
                    match.node(),
                    match.metered().get(i),
                    period,
                    metered.get(i),
                    billed.get(i),
                    new Variance.Reasons(
                            price, quantity.get(i), commitment.get(i), credit.get(i), tax.get(i), other.get(i))));
        }
        return Optional.of(variances);
    }

    private void take(Charge line) {
        List<BigDecimal> weights = BillWeights.of(match.metered(), match.coveredIn(line.period()));
        Money cost = known(line);
        add(billed, Variance.split(cost, weights));
        String category = String.valueOf(line.terms().chargeCategory());
        if (Match.covers(line)) {
            add(commitment, Variance.split(cost.minus(withoutCommitment(line, cost)), weights));
        } else if (category.equals("Tax")) {
            add(tax, Variance.split(cost, weights));
        } else if (category.equals("Credit")) {
            add(credit, Variance.split(cost, weights));
        } else {
            add(other, Variance.split(cost, weights));
        }
    }

    /// What a line would have come to without the commitment that it draws on, as far as it says.
    private static Money withoutCommitment(Charge line, Money cost) {
        Costs costs = line.costs();
        if (line.terms().commitmentId() == null) {
            return cost;
        }
        return Optional.ofNullable(costs.contracted())
                .or(() -> Optional.ofNullable(costs.list()))
                .orElse(cost);
    }

    private List<Money> metered() {
        List<Money> metered = new ArrayList<>();
        for (Charge charge : match.metered()) {
            Money sum = Money.zero(currency);
            for (Span span : match.coveredIn(charge.period())) {
                sum = sum.plus(Match.part(known(charge), charge, span));
            }
            metered.add(sum);
        }
        return metered;
    }

    /// The hours that were billed and not metered, at the metered price of an hour; less than nothing where more
    /// was metered than billed.
    private Money quantity(Money metered) {
        BigDecimal heldSeconds = Match.together(
                        match.metered().stream().map(Charge::period).toList())
                .stream()
                .flatMap(held -> match.coveredIn(held).stream())
                .map(Span::seconds)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return billedSeconds()
                .map(seconds ->
                        metered.times(seconds.subtract(heldSeconds).divide(heldSeconds, MathContext.DECIMAL128)))
                .orElse(Money.zero(currency));
    }

    /// The time that was billed; empty where a line counts something else. Lines of several SKUs, such as a machine
    /// and the licence of its system, are for the same time.
    private Optional<BigDecimal> billedSeconds() {
        Map<String, BigDecimal> bySku = new HashMap<>();
        for (Charge line : match.lines()) {
            if (Match.covers(line)) {
                BigDecimal quantity = line.terms().consumedQuantity();
                BigDecimal unit = seconds(line.terms().consumedUnit());
                if (quantity == null || unit == null) {
                    return Optional.empty();
                }
                bySku.merge(String.valueOf(line.product().skuId()), quantity.multiply(unit), BigDecimal::add);
            }
        }
        return bySku.values().stream().max(BigDecimal::compareTo);
    }

    private static @Nullable BigDecimal seconds(@Nullable String unit) {
        String written = unit == null ? "" : unit.strip().toLowerCase(Locale.ROOT);
        return SECONDS.entrySet().stream()
                .filter(entry -> entry.getKey().contains(written))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private Money known(Charge charge) {
        return Optional.ofNullable(cost(charge)).orElseThrow();
    }

    private @Nullable Money cost(Charge charge) {
        Costs costs = charge.costs();
        return measure == Measure.BILLED || costs.effective() == null ? costs.billed() : costs.effective();
    }

    private List<Money> nothing() {
        return new ArrayList<>(Collections.nCopies(match.metered().size(), Money.zero(currency)));
    }

    private static void add(List<Money> sums, List<Money> more) {
        for (int i = 0; i < sums.size(); i++) {
            sums.set(i, sums.get(i).plus(more.get(i)));
        }
    }
}
