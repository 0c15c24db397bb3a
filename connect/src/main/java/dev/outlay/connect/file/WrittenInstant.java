package dev.outlay.connect.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Instants as trackers and scripts write them. Thread-safe.
///
/// ISO 8601 with `T` or a blank, with an offset or `Z`, in UTC where neither is said; a date is its midnight in
/// UTC; digits alone are seconds since 1970, or milliseconds from twelve digits on.
public final class WrittenInstant {

    private static final Pattern NUMBER = Pattern.compile("\\d{9,17}(\\.\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;
    private static final int NANOS = 9;
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private WrittenInstant() {}

    /// The instant of a text; empty where it is none.
    public static Optional<Instant> of(String text) {
        String written = text.strip()
                .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +(?=\\d)", "$1T")
                .replaceFirst(" +UTC$", "Z");
        try {
            if (NUMBER.matcher(written).matches()) {
                return Optional.of(sinceEpoch(new BigDecimal(written)));
            }
            if (DATE.matcher(written).matches()) {
                return Optional.of(
                        LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(
                    OFFSET.parseBest(written, OffsetDateTime::from, LocalDateTime::from)
                                    instanceof OffsetDateTime offset
                            ? offset.toInstant()
                            : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Whether a text is a date without a time.
    public static boolean isDate(String text) {
        return DATE.matcher(text.strip()).matches();
    }

    private static Instant sinceEpoch(BigDecimal number) {
        BigDecimal seconds =
                number.compareTo(BigDecimal.valueOf(FIRST_MILLISECONDS)) >= 0 ? number.movePointLeft(3) : number;
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(NANOS).longValue());
    }
}
