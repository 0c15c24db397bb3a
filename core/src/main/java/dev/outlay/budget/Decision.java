package dev.outlay.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the budgets say to an ask: yes, yes within limits, or no; with every level that was looked at and a
/// sentence that says why. Implementations are immutable and thread-safe.
public sealed interface Decision {

    /// The budgets that the ask comes under, from the narrowest up; the cost limit of the job itself first.
    List<Level> levels();

    /// Why, for a person.
    String because();

    /// It may start as asked.
    record Admit(List<Level> levels, String because) implements Decision {

        public Admit {
            levels = List.copyOf(levels);
            Objects.requireNonNull(because, "because");
        }
    }

    /// It may take `part` of what it asked for, above 0 and below 1: run at most `maxHours` on all its GPUs, or
    /// take at most `maxGpus` for all its hours. Both are null where the ask did not say hours or GPUs; `maxGpus`
    /// is also null where not even one is left.
    record Throttle(
            List<Level> levels,
            String because,
            BigDecimal part,
            @Nullable BigDecimal maxHours,
            @Nullable Integer maxGpus)
            implements Decision {

        public Throttle {
            levels = List.copyOf(levels);
            Objects.requireNonNull(because, "because");
            if (part.signum() <= 0 || part.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("a part is above 0 and below 1: " + part);
            }
        }

        /// The limits in words: `at most 3.2 hours, or 4 GPUs for all of it (40.00 % of what was asked)`.
        public String limits() {
            String share = part.movePointRight(2).setScale(2, RoundingMode.DOWN) + " % of what was asked";
            if (maxHours == null) {
                return "at most " + share;
            }
            return "at most " + maxHours.toPlainString() + " hours"
                    + (maxGpus == null ? "" : ", or " + maxGpus + " GPUs for all of it") + " (" + share + ")";
        }
    }

    /// It may not start.
    record Block(List<Level> levels, String because) implements Decision {

        public Block {
            levels = List.copyOf(levels);
            Objects.requireNonNull(because, "because");
        }
    }

    /// Whether it may start, if within limits.
    default boolean admits() {
        return switch (this) {
            case Admit _, Throttle _ -> true;
            case Block _ -> false;
        };
    }

    /// `admit`, `throttle` or `block`.
    default String word() {
        return switch (this) {
            case Admit _ -> "admit";
            case Throttle _ -> "throttle";
            case Block _ -> "block";
        };
    }

    /// What is to be held where it may start: of every budget the end of the interval that it reserves, or the part
    /// of it that is admitted, rounded down.
    default List<Hold> holds() {
        BigDecimal part = switch (this) {
            case Admit _ -> BigDecimal.ONE;
            case Throttle throttle -> throttle.part();
            case Block _ -> BigDecimal.ZERO;
        };
        return levels().stream()
                .filter(level -> level.period() != null && level.asked() != null && admits())
                .map(level -> new Hold(level.budget(), Holding.part(Objects.requireNonNull(level.asked()), part)))
                .toList();
    }
}
