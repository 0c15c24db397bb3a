package dev.outlay.connect.token;

import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters by which a token is made, the same on the command line and over REST.
public final class TokenWishes {

    public static final Parameter NAME = Parameter.one("name", "ci", "What the token is called");
    public static final Parameter ROLE =
            Parameter.one("role", "editor", "What its holder may do: " + String.join(", ", Token.ROLES));
    public static final Parameter TEAM =
            Parameter.many("team", "vision", "Whose rows it sees; repeat for more (default: all teams)");
    public static final Parameter EXPIRES =
            Parameter.one("expires", "90d", "After how long, or on which day, it expires (default: 90d); or never");

    public static final List<Parameter> ALL = List.of(NAME, ROLE, TEAM, EXPIRES);

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([hdw])");

    private TokenWishes() {}

    /// What parameters wish for. Throws [CallersMistake] on one that is missing or cannot be understood.
    public static TokenFile.Wish of(Parameters parameters, String by, Instant now) {
        Parameters given = parameters.only("token create", ALL);
        return new TokenFile.Wish(
                given.required(NAME),
                given.required(ROLE),
                new LinkedHashSet<>(given.many(TEAM.name(), text -> text)),
                by,
                expiry(given.text(EXPIRES.name()).orElse(null), now));
    }

    private static @Nullable Instant expiry(@Nullable String text, Instant now) {
        if (text == null) {
            return now.plus(USUAL);
        }
        if (text.equals("never")) {
            return null;
        }
        Matcher length = LENGTH.matcher(text);
        if (length.matches()) {
            long number = Long.parseLong(length.group(1));
            return now.plus(
                    switch (length.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    });
        }
        try {
            return text.length() == "2026-11-30".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CallersMistake(
                    "expires: write 8h, 90d, 4w, a day such as 2026-11-30, an instant, or never; not " + text, e);
        }
    }
}
