package dev.outlay.automation;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One field of a cron expression: the values it lets through, and whether it starts with a star, which cron treats
/// as leaving the field open. Not changed once made.
final class CronField {

    private static final Pattern PART = Pattern.compile("(\\*|[0-9a-z]+)(?:-([0-9a-z]+))?(?:/(\\d{1,3}))?");

    private final BitSet values;
    private final boolean open;

    private CronField(BitSet values, boolean open) {
        this.values = values;
        this.open = open;
    }

    /// Reads a field with values from `least` to `most`, whose names stand for `least` and on.
    static CronField of(String name, String text, int least, int most, List<String> names) {
        var values = new BitSet();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || (part.startsWith("*") && matcher.group(2) != null)) {
                throw wrong(name, text, least, most, "'" + part + "' is no number, range, list or step");
            }
            boolean star = matcher.group(1).equals("*");
            int from = star ? least : value(name, text, matcher.group(1), least, most, names);
            int to = from;
            if (matcher.group(2) != null) {
                to = value(name, text, matcher.group(2), least, most, names);
            } else if (star || matcher.group(3) != null) {
                // 5/10 means from 5 to the end
                to = most;
            }
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            if (step < 1 || from > to) {
                throw wrong(
                        name,
                        text,
                        least,
                        most,
                        step < 1 ? "a step is 1 or more" : "the range " + part + " runs backwards");
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return new CronField(values, text.startsWith("*"));
    }

    private static int value(String name, String text, String word, int least, int most, List<String> names) {
        int named = names.indexOf(word);
        if (named >= 0) {
            return least + named;
        }
        try {
            int value = Integer.parseInt(word);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, text, least, most, "'" + word + "' is no number");
        }
        throw wrong(name, text, least, most, word + " is outside of that");
    }

    private static IllegalArgumentException wrong(String name, String text, int least, int most, String why) {
        return new IllegalArgumentException("the " + name + " of a cron expression lies between " + least + " and "
                + most + ", as in " + least + "-" + most + "/2: " + text + ": " + why);
    }

    boolean has(int value) {
        return values.get(value);
    }

    /// The first value from one on; -1 where there is none.
    int from(int value) {
        return values.nextSetBit(value);
    }

    boolean isOpen() {
        return open;
    }
}
