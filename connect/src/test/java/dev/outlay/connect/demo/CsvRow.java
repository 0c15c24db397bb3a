package dev.outlay.connect.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/// One row of a CSV file by column name; an empty cell is an empty text.
record CsvRow(Map<String, String> cells) {

    String cell(String column) {
        return Objects.requireNonNull(cells.get(column), column);
    }

    BigDecimal decimal(String column) {
        return new BigDecimal(cell(column));
    }
}
