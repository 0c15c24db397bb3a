package dev.outlay.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a regular expression and refuses what Java and RE2 read differently, or one of them not at all. Used once.
///
/// The differences are those of RE2's own list of syntax (github.com/google/re2/wiki/Syntax) against
/// `java.util.regex.Pattern`.
final class PatternGrammar {

    private static final int LONGEST = 500;
    // RE2 writes a counted repeat out, and gives up where that becomes too large
    private static final int LARGEST = 2_000;
    private static final String SIGNS = ".^$*+?()[]{}|\\/-";
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,3})(,(\\d{0,3}))?}");

    private final String text;
    private int at;
    private int groups;

    /// What was read of an expression: whether it can match nothing, how large it is written out, whether it
    /// captures.
    private record Part(boolean empty, int size, boolean captures) {}

    PatternGrammar(String text) {
        this.text = text;
    }

    /// How many groups the expression captures. Throws [IllegalArgumentException] where it is not in the common
    /// part.
    int groups() {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw refused("it has " + text.length() + " characters, where 1 to " + LONGEST + " are taken");
        }
        alternatives();
        if (at < text.length()) {
            throw refused("a ) without its (");
        }
        return groups;
    }

    private Part alternatives() {
        Part all = sequence();
        while (is('|')) {
            at++;
            Part next = sequence();
            all = new Part(all.empty || next.empty, all.size + next.size + 1, all.captures || next.captures);
        }
        return all;
    }

    private Part sequence() {
        Part all = new Part(true, 0, false);
        while (at < text.length() && !is('|') && !is(')')) {
            Part next = repeated(atom());
            all = new Part(all.empty && next.empty, all.size + next.size, all.captures || next.captures);
            if (all.size > LARGEST) {
                throw refused("its counts make it too large");
            }
        }
        return all;
    }

    private Part atom() {
        char sign = text.charAt(at++);
        return switch (sign) {
            case '(' -> group();
            case '[' -> new CharacterClass().read();
            case '\\' -> escape();
            case '.' -> new Part(false, 1, false);
            case '^', '$' -> throw refused("a " + sign + " within it: it matches the whole value anyway");
            case '*', '+', '?', '{' -> throw refused("the " + sign + " at " + at + " has nothing before it to repeat");
            case ']', '}' -> throw refused("a " + sign + " on its own: write \\" + sign);
            default -> new Part(false, 1, false);
        };
    }

    private Part group() {
        boolean captures = !text.startsWith("?:", at);
        if (captures && is('?')) {
            throw refused("(? begins what only one of Java and RE2 knows, or what they read differently (looking ahead"
                    + " or behind, flags, names): ( ) and (?: ) are taken");
        }
        if (captures) {
            groups++;
        } else {
            at += 2;
        }
        Part inner = alternatives();
        if (!is(')')) {
            throw refused("a ( without its )");
        }
        at++;
        return new Part(inner.empty, inner.size + 2, captures || inner.captures);
    }

    private Part escape() {
        if (at == text.length()) {
            throw refused("it ends in a backslash");
        }
        char sign = text.charAt(at++);
        if ("dDwW".indexOf(sign) < 0 && SIGNS.indexOf(sign) < 0) {
            throw refused("\\" + sign + " is not the same to Java and RE2: \\d \\D \\w \\W and \\ before one of "
                    + SIGNS + " are taken");
        }
        return new Part(false, 1, false);
    }

    private Part repeated(Part part) {
        int least;
        int most;
        if (is('*') || is('+') || is('?')) {
            least = is('+') ? 1 : 0;
            most = is('?') ? 1 : Integer.MAX_VALUE;
            at++;
        } else if (is('{')) {
            Matcher count = COUNT.matcher(text).region(at, text.length());
            if (!count.lookingAt()) {
                throw refused("a { without a count such as {2}, {2,} or {2,5}: write \\{ for the sign");
            }
            least = Integer.parseInt(count.group(1));
            String upTo = count.group(3);
            most = count.group(2) == null ? least : upTo.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(upTo);
            if (most < least || most == 0) {
                throw refused("the count " + count.group());
            }
            at = count.end();
        } else {
            return part;
        }
        if (is('+') || is('*') || is('{')) {
            throw refused("two counts, one after the other");
        }
        at += is('?') ? 1 : 0;
        if (is('?') || is('+') || is('*') || is('{')) {
            throw refused("two counts, one after the other");
        }
        if (part.empty) {
            throw refused("it repeats something that can match nothing, which Java and RE2 do differently");
        }
        if (part.captures && most > 1) {
            throw refused("it captures something that repeats, of which only the last round is kept: write (?: ) for"
                    + " the group that repeats");
        }
        int times = most == Integer.MAX_VALUE ? least + 1 : most;
        return new Part(least == 0, part.size * times, part.captures);
    }

    private boolean is(char sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    private IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("the pattern " + (text.length() > 60 ? text.substring(0, 60) + "..." : text)
                + " is not taken: " + reason);
    }

    /// A class such as `[a-z_-]`, after its opening.
    private final class CharacterClass {

        Part read() {
            at += is('^') ? 1 : 0;
            int items = 0;
            while (!is(']')) {
                boolean single = item(items == 0);
                items++;
                if (single && is('-') && !text.startsWith("-]", at)) {
                    range();
                }
            }
            if (items == 0) {
                throw refused("an empty class []: write \\] for the sign");
            }
            at++;
            return new Part(false, 1, false);
        }

        /// Reads one item; true where it is a single character, which a range can begin with.
        private boolean item(boolean first) {
            if (at == text.length()) {
                throw refused("a [ without its ]");
            }
            if (is('[') || text.startsWith("&&", at)) {
                throw refused("a " + text.charAt(at) + " within a class means something to one of Java and RE2 only");
            }
            if (is('-') && !first && !text.startsWith("-]", at)) {
                throw refused("a - within a class that is no range: write \\-");
            }
            if (is('\\')) {
                at++;
                escape();
                return "dDwW".indexOf(text.charAt(at - 1)) < 0;
            }
            at += Character.charCount(text.codePointAt(at));
            return true;
        }

        private void range() {
            int from = text.codePointBefore(at);
            at++;
            if (!item(true) || text.codePointBefore(at) < from) {
                throw refused("a range within a class goes from a character to a later one");
            }
        }
    }
}
