package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a job asks for before it starts: who it is for and what it is expected to take.
///
/// `id` names the ask and the reservation that may come of it: asking again with the same id is the same ask. `who`
/// says whose it is by the dimensions of charges, such as team and run; what is left out is not known, and a budget
/// that is limited to it is not checked. `amounts` are by unit; a unit left out is not known. `gpus` and `hours`
/// are null where not known; `costLimit` is the most the job itself may cost, null without such a limit; `timeout`
/// is how long a reservation is kept at most, null for what the budgets say. `basis` is a sentence on what the
/// amounts rest on. Throws [IllegalArgumentException] on a blank id, on an ask without any amount and on one in two
/// currencies. Immutable and thread-safe.
public record Ask(
        String id,
        Map<Dimension, String> who,
        Map<BudgetUnit, Expected> amounts,
        @Nullable BigDecimal gpus,
        @Nullable Expected hours,
        @Nullable Money costLimit,
        @Nullable Duration timeout,
        String basis) {

    public Ask {
        Objects.requireNonNull(basis, "basis");
        if (id.isBlank()) {
            throw new IllegalArgumentException("an ask has an id");
        }
        who = Collections.unmodifiableMap(new LinkedHashMap<>(who));
        if (amounts.isEmpty()) {
            throw new IllegalArgumentException("an ask is for something: money, GPU-hours, energy or carbon");
        }
        var ordered =
                new TreeMap<BudgetUnit, Expected>((one, other) -> one.text().compareTo(other.text()));
        ordered.putAll(amounts);
        amounts = Collections.unmodifiableMap(ordered);
        if (amounts.keySet().stream()
                        .filter(BudgetUnit.Currency.class::isInstance)
                        .count()
                > 1) {
            throw new IllegalArgumentException("an ask is in one currency, not in " + amounts.keySet());
        }
        BudgetUnit.Currency currency = currency(amounts);
        if (costLimit != null && currency != null && !costLimit.currency().equals(currency.code())) {
            throw new IllegalArgumentException(
                    "a cost limit is in the currency of the cost, " + currency.code() + ": " + costLimit);
        }
        gpus = Decimals.normalOrNull(gpus);
    }

    /// The run that its charges are known by; null where it was not said.
    public @Nullable String run() {
        return who.get(Named.RUN);
    }

    /// The pod that its charges are known by; null where it was not said.
    public @Nullable String pod() {
        return who.get(Named.POD);
    }

    /// The currency it is in; null where it names no money.
    public BudgetUnit.@Nullable Currency currency() {
        return currency(amounts);
    }

    private static BudgetUnit.@Nullable Currency currency(Map<BudgetUnit, Expected> amounts) {
        return amounts.keySet().stream()
                .filter(BudgetUnit.Currency.class::isInstance)
                .map(BudgetUnit.Currency.class::cast)
                .findFirst()
                .orElse(null);
    }

    /// Whether both ask for the same, whatever the sentence on its basis says.
    boolean isSameAs(Ask other) {
        return restingOn("").equals(other.restingOn(""));
    }

    private Ask restingOn(String other) {
        return new Ask(id, who, amounts, gpus, hours, costLimit, timeout, other);
    }
}
