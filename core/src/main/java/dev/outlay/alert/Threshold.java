package dev.outlay.alert;

import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A figure of a rule that somebody may set: what it is called, what it can be, and what it is where nobody says.
///
/// `standard` is written as in settings; null where there is no figure that suits everybody, and the rule does
/// without. `least` and `most` bound a number or a percent, both included, and a duration in seconds; null where
/// nothing does. `words` are those that a word may be. Immutable and thread-safe.
public record Threshold(
        String name,
        Kind kind,
        @Nullable String standard,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        List<String> words,
        String description) {

    /// What a threshold is counted in.
    public enum Kind {
        /// A decimal, with or without a percent sign behind it.
        PERCENT,
        NUMBER,
        /// So many minutes, hours, days or weeks: `30m`, `24h`, `7d`, `2w`; or as in ISO 8601.
        DURATION,
        /// An amount and its currency, above zero: `1200 USD`.
        MONEY,
        WORD
    }

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})\\s*([smhdw])");

    public Threshold {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        words = List.copyOf(words);
        if (standard != null) {
            standard = checked(name, kind, standard, least, most, words);
        }
    }

    static Threshold percent(String name, String standard, String least, String most, String description) {
        return new Threshold(
                name, Kind.PERCENT, standard, new BigDecimal(least), new BigDecimal(most), List.of(), description);
    }

    static Threshold number(String name, String standard, String least, String most, String description) {
        return new Threshold(
                name, Kind.NUMBER, standard, new BigDecimal(least), new BigDecimal(most), List.of(), description);
    }

    static Threshold duration(String name, String standard, Duration least, Duration most, String description) {
        return new Threshold(
                name,
                Kind.DURATION,
                standard,
                BigDecimal.valueOf(least.toSeconds()),
                BigDecimal.valueOf(most.toSeconds()),
                List.of(),
                description);
    }

    static Threshold money(String name, String description) {
        return new Threshold(name, Kind.MONEY, null, null, null, List.of(), description);
    }

    static Threshold word(String name, List<String> words, String description) {
        return new Threshold(name, Kind.WORD, words.getFirst(), null, null, words, description);
    }

    /// A value as it is kept, which is one way to write it. Throws [IllegalArgumentException] on one that this
    /// cannot be.
    public String checked(String text) {
        return checked(name, kind, text, least, most, words);
    }

    private static String checked(
            String name,
            Kind kind,
            String text,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            List<String> words) {
        return switch (kind) {
            case PERCENT ->
                bounded(name, number(text.strip().replaceFirst("\\s*%$", "")), least, most, " percent")
                        .toPlainString();
            case NUMBER -> bounded(name, number(text), least, most, "").toPlainString();
            case DURATION -> {
                Duration length = duration(text);
                bounded(name, BigDecimal.valueOf(length.toSeconds()), least, most, " seconds");
                yield length.toString();
            }
            case MONEY -> amount(name, text).toString();
            case WORD -> {
                if (!words.contains(text.strip())) {
                    throw new IllegalArgumentException(
                            name + " is one of " + String.join(", ", words) + ", not " + text);
                }
                yield text.strip();
            }
        };
    }

    private static BigDecimal number(String text) {
        return Decimals.parse(text);
    }

    /// A length of time as people write it. Throws [IllegalArgumentException] on anything else.
    public static Duration duration(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }
        try {
            Duration length = Duration.parse(text.strip());
            if (!length.isNegative()) {
                return length;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(noLength(text), e);
        }
        throw new IllegalArgumentException(noLength(text));
    }

    static Money amount(String name, String text) {
        List<String> parts = List.of(text.strip().split("\\s+"));
        if (parts.size() == 2) {
            Money money = Money.of(parts.getLast(), parts.getFirst());
            if (money.amount().signum() > 0) {
                return money;
            }
        }
        throw new IllegalArgumentException(
                name + " is an amount above zero and its currency, such as 1200 USD, not " + text);
    }

    /// Refuses an end that is no better than the beginning: without a gap between them an alert would flap. Throws
    /// [IllegalArgumentException].
    static void inOrder(String rule, BigDecimal percent, BigDecimal clear, boolean moreIsWorse) {
        int order = percent.compareTo(clear);
        if (moreIsWorse ? order < 0 : order > 0) {
            throw new IllegalArgumentException(rule + " ends where it is better than where it begins: percent "
                    + percent.toPlainString() + ", clear " + clear.toPlainString());
        }
    }

    private static String noLength(String text) {
        return "a length of time is expected, such as 30m, 24h, 7d or 2w, not " + text;
    }

    private static BigDecimal bounded(
            String name, BigDecimal value, @Nullable BigDecimal least, @Nullable BigDecimal most, String unit) {
        if ((least != null && value.compareTo(least) < 0) || (most != null && value.compareTo(most) > 0)) {
            throw new IllegalArgumentException(name + " lies between " + (least == null ? "any" : least.toPlainString())
                    + " and " + (most == null ? "any" : most.toPlainString()) + unit + ", not "
                    + value.toPlainString());
        }
        return value;
    }
}
