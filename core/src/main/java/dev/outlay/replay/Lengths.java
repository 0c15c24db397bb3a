package dev.outlay.replay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as they are written in policies: `30m`, `12h`, `2d`.
final class Lengths {

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})([mhd])");
    private static final Duration LONGEST = Duration.ofDays(7);

    private Lengths() {}

    /// Throws [IllegalArgumentException] on anything that is no length above zero and up to a week.
    static Duration of(String text) {
        Matcher matcher = LENGTH.matcher(text.strip());
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration length = switch (matcher.group(2)) {
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
            if (length.isPositive() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        }
        throw new IllegalArgumentException("a length such as 30m, 12h or 2d, up to 7d, is expected, not " + text);
    }

    static String text(Duration length) {
        if (length.toMinutes() % (24 * 60) == 0) {
            return length.toDays() + "d";
        }
        return length.toMinutes() % 60 == 0 ? length.toHours() + "h" : length.toMinutes() + "m";
    }
}
