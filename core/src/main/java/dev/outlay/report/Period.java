package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The span a report is asked for: `from` and `to`, or the `last` so many hours, days or weeks, or all of time.
public final class Period {

    public static final Parameter FROM =
            Parameter.one("from", "2026-10-01", "The first day or instant, UTC, that counts (default: the beginning)");
    public static final Parameter TO =
            Parameter.one("to", "2026-11-01", "The first day or instant, UTC, that counts no more (default: the end)");
    public static final Parameter LAST = Parameter.one(
            "last", "30d", "The last so many hours, days or weeks up to now: 24h, 30d, 8w (instead of from and to)");
    public static final List<Parameter> PARAMETERS = List.of(FROM, TO, LAST);

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([hdw])");

    private Period() {}

    /// Null for all of time. Throws [CallersMistake] where the parameters contradict each other.
    public static @Nullable Span of(Parameters parameters, Instant now) {
        Optional<Instant> from = parameters.one(FROM.name(), Texts::instant);
        Optional<Instant> to = parameters.one(TO.name(), Texts::instant);
        Optional<Duration> last = parameters.one(LAST.name(), Period::length);
        if (last.isPresent() && (from.isPresent() || to.isPresent())) {
            throw new CallersMistake("last was given together with from or to: give the one or the others");
        }
        if (last.isPresent()) {
            return upTo(now, last.get());
        }
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        Instant start = from.orElse(Span.EVER.from());
        Instant end = to.orElse(Span.EVER.to());
        if (!start.isBefore(end)) {
            throw new CallersMistake("from must lie before to: " + start + " to " + end);
        }
        return new Span(start, end);
    }

    /// So long up to now, which is taken as the end of its second.
    static Span upTo(Instant now, Duration length) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant end = second.equals(now) ? now : second.plusSeconds(1);
        return new Span(end.minus(length), end);
    }

    static Duration length(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("a length such as 24h, 30d or 8w is expected, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
