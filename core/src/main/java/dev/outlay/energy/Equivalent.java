package dev.outlay.energy;

import dev.outlay.catalog.Basis;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Figure;
import dev.outlay.units.GramsCo2e;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Emissions told as something everyday: so many miles, trees or homes, by a source's figure.
///
/// `amount` is rounded half-even to six fractional digits. Immutable and thread-safe.
public record Equivalent(String what, BigDecimal amount, BigDecimal kilogramsEach, Basis basis) {

    private static final int SCALE = 6;
    private static final List<String> SHOWN = List.of(
            "passenger vehicle, per mile",
            "gallon of gasoline burned",
            "urban tree seedling grown for 10 years, total absorbed",
            "home electricity use in one year",
            "smartphone charged once");

    /// What emissions amount to, by the published figures of the catalog.
    public static List<Equivalent> of(Catalog catalog, GramsCo2e emissions) {
        return SHOWN.stream()
                .flatMap(what -> catalog.energy().equivalences().stream()
                        .filter(figure -> figure.what().equals(what)))
                .map(figure -> new Equivalent(
                        figure.what(),
                        emissions.kilograms().divide(figure.value(), SCALE, RoundingMode.HALF_EVEN),
                        figure.value(),
                        figure.basis()))
                .toList();
    }

    /// The prices of a tonne taken back or avoided that the catalog knows, in USD, lowest first. None is a quote.
    public static List<Figure> offsetPrices(Catalog catalog) {
        return catalog.energy().equivalences().stream()
                .filter(figure -> figure.what().startsWith("carbon offset"))
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }
}
