package dev.outlay.ledger;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The closed books of a month: what each owner was told to owe. It never changes; what comes to light later stands
/// as corrections in the statement of a later month.
///
/// `at` is the instant of closing, `period` the UTC month. Immutable and thread-safe.
public record Statement(Origin origin, Instant at, Kind kind, Span period, List<Line> lines) implements Fact {

    /// What a statement is for: told for information, or charged.
    public enum Kind {
        SHOWBACK,
        CHARGEBACK;

        /// How it is written in commands and files, such as `chargeback`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The kind of a written name. Throws [IllegalArgumentException] listing the known ones.
        public static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equalsIgnoreCase(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind of statement " + text
                            + ": use one of "
                            + Arrays.stream(values()).map(Kind::text).collect(Collectors.joining(", "))));
        }
    }

    /// Who a line is for; each null where it was not said. `currency` is [Costs#NO_CURRENCY] for what has no price.
    public record Owed(
            @Nullable String team,
            @Nullable String project,
            @Nullable String costCenter,
            String currency) {

        public Owed {
            Objects.requireNonNull(currency, "currency");
        }
    }

    /// What an owner owes. `month` is the UTC month of the charges: that of the statement, or an earlier one that
    /// the line corrects. `used` and `idle` are effective cost, `billed` is billed cost; each amount is null where
    /// no charge knows it.
    public record Line(
            Span month,
            Owed owed,
            @Nullable BigDecimal used,
            @Nullable BigDecimal idle,
            @Nullable BigDecimal billed,
            @Nullable BigDecimal gpuSeconds,
            @Nullable BigDecimal energyKwh,
            @Nullable BigDecimal emissionsGrams) {

        public Line {
            Objects.requireNonNull(month, "month");
            Objects.requireNonNull(owed, "owed");
            used = Decimals.roundedOrNull(used);
            idle = Decimals.roundedOrNull(idle);
            billed = Decimals.roundedOrNull(billed);
            gpuSeconds = Decimals.roundedOrNull(gpuSeconds);
            energyKwh = Decimals.roundedOrNull(energyKwh);
            emissionsGrams = Decimals.roundedOrNull(emissionsGrams);
        }
    }

    public Statement {
        Objects.requireNonNull(origin, "origin");
        // kept to the microsecond, as databases do
        at = at.truncatedTo(ChronoUnit.MICROS);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(period, "period");
        lines = List.copyOf(lines);
    }

    @Override
    public Statement readAt(Origin elsewhere) {
        return new Statement(elsewhere, at, kind, period, lines);
    }
}
