package dev.outlay.report;

import dev.outlay.catalog.Catalog;
import dev.outlay.energy.EmbodiedModel;
import dev.outlay.energy.Equivalent;
import dev.outlay.energy.GridBasis;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters by which every report on carbon is told how to count, and the tables they share.
final class CarbonParameters {

    static final Parameter BASIS = Parameter.one(
            "basis",
            "direct",
            "Which intensity of the grid: location-based, market-based, direct or marginal (default: location-based)");
    static final Parameter MARKET_BASED = Parameter.flag("market-based", "Short for --basis market-based");
    static final Parameter LIFETIME = Parameter.one(
            "lifetime-years", "5", "How many years hardware lives, over which its making is spread (default: 4)");
    static final Parameter OFFSET_PRICE = Parameter.one(
            "offset-price", "40 USD", "What an offset of one tonne costs (default: the range the catalog knows)");

    private static final int TONNE = 6;

    private CarbonParameters() {}

    static GridBasis basis(Parameters parameters) {
        Optional<GridBasis> basis = parameters.one(BASIS.name(), GridBasis::of);
        if (!parameters.flag(MARKET_BASED.name())) {
            return basis.orElse(GridBasis.LOCATION_BASED);
        }
        if (basis.isPresent() && basis.get() != GridBasis.MARKET_BASED) {
            throw new CallersMistake("market-based was given together with basis "
                    + basis.get().text() + ": the two are never mixed, so leave one of them out");
        }
        return GridBasis.MARKET_BASED;
    }

    static BigDecimal lifetime(Parameters parameters) {
        return parameters
                .one(LIFETIME.name(), Texts::positive)
                .orElse(BigDecimal.valueOf(EmbodiedModel.LIFETIME_YEARS));
    }

    /// What emissions amount to in everyday things, each with its source.
    static Table equivalents(Catalog catalog, GramsCo2e emissions) {
        return Table.of(
                "equivalents",
                Map.of(),
                List.of(
                        Column.text("what"),
                        Column.decimal("amount", null),
                        Column.decimal("kg_each", "kgCO2e"),
                        Column.text("confidence"),
                        Column.text("source")),
                Equivalent.of(catalog, emissions).stream()
                        .map(each -> List.<@Nullable String>of(
                                each.what(),
                                Decimals.text(each.amount()),
                                Decimals.text(each.kilogramsEach()),
                                each.basis().confidence().text(),
                                each.basis().source()))
                        .toList(),
                List.of());
    }

    /// What it would cost to offset emissions, at the price that was asked for or at those that the catalog knows.
    static Table offsets(Parameters parameters, Catalog catalog, GramsCo2e emissions) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Optional<Money> asked = parameters.one(OFFSET_PRICE.name(), Texts::amount);
        BigDecimal tonnes = emissions.value().movePointLeft(TONNE);
        if (asked.isPresent()) {
            rows.add(offset("as asked", asked.get(), tonnes, null, "the caller"));
        } else {
            Equivalent.offsetPrices(catalog)
                    .forEach(price -> rows.add(offset(
                            price.what(),
                            new Money("USD", price.value()),
                            tonnes,
                            price.basis().confidence().text(),
                            price.basis().source())));
        }
        return Table.of(
                "offset_cost",
                Map.of(),
                List.of(
                        Column.text("price"),
                        Column.decimal("per_tonne", null),
                        Column.decimal("cost", null),
                        Column.text("currency"),
                        Column.text("confidence"),
                        Column.text("source")),
                rows,
                List.of());
    }

    private static List<@Nullable String> offset(
            String name, Money perTonne, BigDecimal tonnes, @Nullable String confidence, String source) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(name);
        row.add(Texts.money(perTonne.amount()));
        row.add(Texts.money(Decimals.rounded(perTonne.amount().multiply(tonnes))));
        row.add(perTonne.currency());
        row.add(confidence);
        row.add(source);
        return row;
    }
}
