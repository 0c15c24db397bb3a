package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How well a dimension tells why a sum changed: the few values that make up most of the change, which part of it
/// they are, 1 being all, and how surprising they are.
///
/// The values are taken in the order of their surprise, each that makes up a tenth of the change or more, until
/// they make up two thirds together. The surprise of a value is its part of the Jensen-Shannon divergence between
/// the shares before and after: a value that grew with all others is none. Of the dimensions whose values come to
/// two thirds, the one with the most surprising values tells best. This is the method of Bhagwan and others,
/// "Adtributor: Revenue Debugging in Advertising Systems", NSDI 2014.
///
/// It orders dimensions and is no sum of money, so shares are floating point. Immutable and thread-safe.
public record Telltale(Dimension dimension, int values, List<@Nullable String> tells, double part, double surprise) {

    static final Comparator<Telltale> BEST_FIRST = Comparator.comparing(Telltale::isEnough)
            .thenComparingDouble(telltale -> telltale.isEnough() ? telltale.surprise() : telltale.part())
            .reversed();

    private static final double ENOUGH = 0.67;
    private static final double WORTH_NAMING = 0.1;

    public Telltale {
        tells = Collections.unmodifiableList(new ArrayList<>(tells));
    }

    private record Value(@Nullable String value, double part, double surprise) {}

    /// Whether its values make up most of the change.
    public boolean isEnough() {
        return part >= ENOUGH;
    }

    /// Empty where there are not two values, which leaves nothing to tell apart.
    static Optional<Telltale> of(
            Dimension dimension,
            Map<@Nullable String, SpendChange.Amount> before,
            Map<@Nullable String, SpendChange.Amount> after) {
        Set<@Nullable String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        if (keys.size() < 2) {
            return Optional.empty();
        }
        double sumBefore = sum(before);
        double sumAfter = sum(after);
        double change = sumAfter - sumBefore;
        List<Value> values = new ArrayList<>();
        for (String key : keys) {
            double then = cost(before, key);
            double now = cost(after, key);
            values.add(new Value(
                    key,
                    change == 0 ? 0 : (now - then) / change,
                    surprise(share(then, sumBefore), share(now, sumAfter))));
        }
        values.sort(Comparator.comparingDouble(Value::surprise).reversed());
        List<@Nullable String> tells = new ArrayList<>();
        double part = 0;
        double surprise = 0;
        for (Value value : values) {
            if (part >= ENOUGH) {
                break;
            }
            if (value.part() >= WORTH_NAMING) {
                tells.add(value.value());
                part += value.part();
                surprise += value.surprise();
            }
        }
        return Optional.of(new Telltale(dimension, keys.size(), tells, part, surprise));
    }

    private static double surprise(double then, double now) {
        double middle = (then + now) / 2;
        return (term(then, middle) + term(now, middle)) / 2;
    }

    private static double term(double share, double middle) {
        return share <= 0 || middle <= 0 ? 0 : share * Math.log(share / middle);
    }

    // credits may make a sum negative, of which nothing is a share
    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.max(0, part / whole);
    }

    private static double sum(Map<@Nullable String, SpendChange.Amount> amounts) {
        return amounts.values().stream()
                .map(SpendChange.Amount::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private static double cost(Map<@Nullable String, SpendChange.Amount> amounts, @Nullable String key) {
        SpendChange.Amount amount = amounts.get(key);
        return amount == null ? 0 : amount.cost().doubleValue();
    }
}
