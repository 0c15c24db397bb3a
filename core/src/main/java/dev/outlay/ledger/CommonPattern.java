package dev.outlay.ledger;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A regular expression that matches a whole value, made only of what Java and RE2 (which databases use) agree on.
///
/// That is: letters as they stand, `.` for any character, classes (`[a-z0-9_-]`, `[^/]`), `\d \D \w \W`, a
/// backslash before a sign that means something else, groups `( )` and `(?: )`, alternatives `|`, and the counts `*
/// + ? {2} {2,} {2,5}`, each also lazy with a `?`. Upper and lower case differ. Equal where its text is. Throws
/// [IllegalArgumentException], with the reason, on anything else. Immutable and thread-safe.
public final class CommonPattern {

    private final String text;
    private final int groups;
    private final Pattern pattern;

    private CommonPattern(String text, int groups) {
        this.text = text;
        this.groups = groups;
        // a line break is a character like any other, for both
        this.pattern = Pattern.compile(text, Pattern.DOTALL);
    }

    /// The pattern of a text; a `^` before it and a `$` after it say what holds anyway.
    public static CommonPattern of(String text) {
        String inner = text.startsWith("^") ? text.substring(1) : text;
        if (inner.endsWith("$") && !inner.endsWith("\\$")) {
            inner = inner.substring(0, inner.length() - 1);
        }
        return new CommonPattern(inner, new PatternGrammar(inner).groups());
    }

    /// The expression, without anchors, as Java and RE2 read it.
    public String text() {
        return text;
    }

    /// How many groups it captures.
    public int groups() {
        return groups;
    }

    /// Whether the whole value matches.
    public boolean matches(String value) {
        return pattern.matcher(value).matches();
    }

    /// What a group captured, numbered from 1; empty where it took no part; null where the value does not match.
    public @Nullable String group(String value, int number) {
        Matcher matcher = pattern.matcher(value);
        return matcher.matches() ? Objects.requireNonNullElse(matcher.group(number), "") : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommonPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
