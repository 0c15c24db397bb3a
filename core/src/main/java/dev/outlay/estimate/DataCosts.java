package dev.outlay.estimate;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a question's data costs at each place. Places where it costs the same share a number, and of any two
/// numbers it is known whether one costs no more than the other at any number of hours. Immutable and thread-safe.
final class DataCosts {

    /// A month of storage, null for none, and what falls due once; about the same by the hour, in doubles.
    record Cost(@Nullable Money monthly, Money once, double perHour, double fixed) {

        private static final double HOURS_PER_MONTH = 730;

        static Cost of(@Nullable Money monthly, Money once) {
            return new Cost(
                    monthly,
                    once,
                    monthly == null ? 0 : monthly.amount().doubleValue() / HOURS_PER_MONTH,
                    once.amount().doubleValue());
        }

        private boolean isNotAbove(Cost other) {
            boolean less = monthly == null || (other.monthly != null && monthly.compareTo(other.monthly) <= 0);
            return less && once.compareTo(other.once) <= 0;
        }

        Money of(BigDecimal hours) {
            return monthly == null ? once : once.plus(DataLines.stored(monthly, hours));
        }
    }

    private final @Nullable Cost[] byPlace;
    private final int[] numbers;
    private final boolean[][] notAbove;

    /// The cost at each place, null where it is not known or the place is not meant.
    DataCosts(@Nullable Cost[] byPlace) {
        this.byPlace = byPlace;
        numbers = new int[byPlace.length];
        Map<Cost, Integer> known = new HashMap<>();
        List<Cost> distinct = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            Cost cost = byPlace[i];
            Integer number = cost == null ? Integer.valueOf(0) : known.putIfAbsent(cost, distinct.size());
            if (number == null) {
                number = distinct.size();
                distinct.add(cost);
            }
            numbers[i] = number;
        }
        notAbove = new boolean[distinct.size()][distinct.size()];
        for (int i = 0; i < notAbove.length; i++) {
            for (int j = 0; j < notAbove.length; j++) {
                notAbove[i][j] = distinct.get(i).isNotAbove(distinct.get(j));
            }
        }
    }

    @Nullable
    Cost at(int place) {
        return byPlace[place];
    }

    /// How many different costs there are.
    int size() {
        return notAbove.length;
    }

    int number(int place) {
        return numbers[place];
    }

    boolean isNotAbove(int number, int other) {
        return notAbove[number][other];
    }
}
