package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// What one group was charged step by step, in one currency, as far as it is complete.
///
/// `values` are steps from `first` (a number of [Rhythm]) on, up to the first that is not complete: what comes
/// every now and then apart from `fees` and `occasional`, with days filled in where they are missing or late.
/// `filled` are those that were late. `known` is what is charged by day from the first incomplete day on. Immutable
/// by convention: arrays are not changed.
// compared with nothing, and read by every step of a back-test: a list of boxes would be many times as slow
@SuppressWarnings("ArrayRecordComponent")
record History(
        List<@Nullable String> group,
        @Nullable String currency,
        Rhythm rhythm,
        long first,
        double[] values,
        List<Filled> filled,
        List<Fee> fees,
        List<Once> occasional,
        NavigableMap<LocalDate, BigDecimal> known,
        List<String> remarks) {

    private static final double MIDNIGHT = 0.2;
    private static final double MOST_HOURS = 0.7;

    /// Steps at the end of the history that one feed has not charged yet, with what is expected of them and half of
    /// the interval around the sum of the last so many.
    @SuppressWarnings("ArrayRecordComponent")
    record Filled(String name, Instant from, double[] values, double half) {}

    /// What was charged on a few days and is not expected again.
    record Once(String name, LocalDate day, BigDecimal amount) {}

    /// Whether charges are told hour by hour: on most days in most hours, and not all at midnight, where charges
    /// that are rated by the day start.
    boolean isTold() {
        if (rhythm == Rhythm.DAILY) {
            return true;
        }
        double[] hours = new double[24];
        double all = 0;
        int charged = 0;
        for (int i = 0; i < values.length; i++) {
            hours[i % 24] += Math.abs(values[i]);
            all += Math.abs(values[i]);
            charged += values[i] == 0 ? 0 : 1;
        }
        return hours[0] < MIDNIGHT * all && charged > MOST_HOURS * values.length;
    }

    /// Where the first step starts that is not complete.
    Instant completeTo() {
        return rhythm.start(first + values.length);
    }

    /// What of the filled steps falls into a span, and half of the interval around it.
    double[] filledWithin(Span span) {
        double sum = 0;
        double squares = 0;
        for (Filled each : filled) {
            double part = 0;
            for (int i = 0; i < each.values().length; i++) {
                if (span.contains(each.from().plus(rhythm.step().multipliedBy(i)))) {
                    part += each.values()[i];
                }
            }
            sum += part;
            squares += part == 0 ? 0 : each.half() * each.half();
        }
        return new double[] {sum, Math.sqrt(squares)};
    }
}
