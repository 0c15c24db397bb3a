package dev.outlay.connect.focus.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a rule asks of a data set or of each of its rows. Immutable and thread-safe.
sealed interface Check {

    /// Nothing is asked in a form that a machine could check.
    record Nothing() implements Check {}

    /// All of some checks.
    record All(List<Check> checks) implements Check {
        public All {
            checks = List.copyOf(checks);
        }
    }

    /// At least one of some checks.
    record Any(List<Check> checks) implements Check {
        public Any {
            checks = List.copyOf(checks);
        }
    }

    /// What another rule asks.
    record Other(String rule) implements Check {}

    /// The data set has the column.
    record Present(String column) implements Check {}

    /// The column has a value, or has not; null stands for no value.
    record Value(
            String column, @Nullable String text, @Nullable BigDecimal number, boolean equal) implements Check {}

    /// Two columns have the same value, or have not.
    record SameAs(String column, String other, boolean equal) implements Check {}

    /// The column holds a number that is not below another.
    record AtLeast(String column, BigDecimal number) implements Check {}

    /// One column times another is a third, but for rounding.
    record Product(String column, String times, String result) implements Check {}

    /// Every value of a column stands beside so many different values of another, over the whole data set.
    record Distinct(String column, String beside, int count) implements Check {}

    /// The values of a column have a form.
    record Formed(String column, Form form) implements Check {}

    /// A condition on rows in SQL, written by us; `reads` are the columns in it.
    record Sql(String sql, List<String> reads) implements Check {
        public Sql {
            reads = List.copyOf(reads);
        }
    }

    /// A function that is not known here.
    record Unknown(String function) implements Check {}

    /// The forms that values are checked for.
    enum Form {
        TYPE_STRING,
        TYPE_DECIMAL,
        TYPE_DATE_TIME,
        DATE_TIME,
        NUMERIC,
        STRING,
        KEY_VALUE,
        JSON_OBJECT,
        UNIT,
        CURRENCY,
        NATIONAL_CURRENCY
    }

    /// The columns that are read.
    default Stream<String> columns() {
        return switch (this) {
            case Nothing _, Other _, Unknown _ -> Stream.of();
            case All all -> all.checks().stream().flatMap(Check::columns);
            case Any any -> any.checks().stream().flatMap(Check::columns);
            case Present present -> Stream.of(present.column());
            case Value value -> Stream.of(value.column());
            case SameAs same -> Stream.of(same.column(), same.other());
            case AtLeast least -> Stream.of(least.column());
            case Product product -> Stream.of(product.column(), product.times(), product.result());
            case Distinct distinct -> Stream.of(distinct.column(), distinct.beside());
            case Formed formed -> Stream.of(formed.column());
            case Sql sql -> sql.reads().stream();
        };
    }
}
