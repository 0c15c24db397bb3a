package dev.outlay.energy;

import dev.outlay.catalog.Confidence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// A constant of the power model: its value and range, unit, how sure it is, and who says so. Immutable.
public record PowerFigure(String name, Range range, String unit, Confidence confidence, String source) {

    private static final int FIELDS = 7;

    /// All constants by name, from `power-model.txt`.
    static Map<String, PowerFigure> all() {
        Map<String, PowerFigure> figures = new LinkedHashMap<>();
        TextRows.of("power-model.txt", FIELDS)
                .forEach(row -> figures.put(
                        row.get(0),
                        new PowerFigure(
                                row.get(0),
                                new Range(
                                        new BigDecimal(row.get(1)),
                                        new BigDecimal(row.get(2)),
                                        new BigDecimal(row.get(3))),
                                row.get(4),
                                Confidence.of(row.get(5)),
                                row.get(6))));
        return figures;
    }
}
