package dev.outlay.report;

import dev.outlay.ledger.Filter;
import dev.outlay.savings.Counterfactuals;
import dev.outlay.savings.CurrencySavings;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The return of what was spent on saving.
final class ReturnFigures {

    private static final String NAME = "optimization_roi";
    private static final String DEFINITION = "savings of the span, as in report savings / investment";

    private ReturnFigures() {}

    static List<Kpi> of(Desk desk, @Nullable Span span, List<Filter> filters, @Nullable Money investment) {
        if (investment == null || investment.isZero()) {
            return List.of(Kpi.notKnown(NAME, DEFINITION, "no investment is given: give --investment"));
        }
        Money saved = new Counterfactuals(desk.ledger(), desk.catalog())
                .over(Objects.requireNonNullElse(span, Span.EVER), filters).currencies().stream()
                        .filter(currency -> currency.cost().currency().equals(investment.currency()))
                        .map(CurrencySavings::saved)
                        .findFirst()
                        .orElse(null);
        if (saved == null) {
            return List.of(Kpi.notKnown(
                    NAME,
                    DEFINITION,
                    "nothing was charged in " + investment.currency() + ", the investment's currency"));
        }
        return List.of(Kpi.known(
                NAME,
                saved.amount()
                        .divide(investment.amount(), 6, RoundingMode.HALF_EVEN)
                        .toPlainString(),
                null,
                DEFINITION,
                saved + " / " + investment));
    }
}
