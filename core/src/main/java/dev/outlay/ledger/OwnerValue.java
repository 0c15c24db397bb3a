package dev.outlay.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a rule sets a dimension to.
public sealed interface OwnerValue {

    /// The value of another dimension of the charge, such as a tag; nothing is set where that is blank or not said.
    /// Immutable and thread-safe.
    record Copy(Dimension from) implements OwnerValue {

        public Copy {
            Objects.requireNonNull(from, "from");
        }
    }

    /// A text with places for what the rule's pattern captured; nothing is set where it comes out empty. Immutable
    /// and thread-safe.
    record Text(List<Part> parts) implements OwnerValue {

        // $$ for the sign itself
        private static final Pattern PLACE = Pattern.compile("\\$(\\d|\\$)?");

        public Text {
            parts = List.copyOf(parts);
        }

        /// Reads `ml-$1`; `$$` is a dollar sign. Throws [IllegalArgumentException] on another `$` and on `$0`.
        public static Text of(String written) {
            List<Part> parts = new ArrayList<>();
            var literal = new StringBuilder();
            int end = 0;
            Matcher matcher = PLACE.matcher(written);
            while (matcher.find()) {
                String after = matcher.group(1);
                if (after == null || after.equals("0")) {
                    throw new IllegalArgumentException(
                            written + ": write $1 to $9 for what a pattern captured, $$ for the sign $");
                }
                literal.append(written, end, matcher.start());
                if (after.equals("$")) {
                    literal.append('$');
                } else {
                    addLiteral(parts, literal);
                    parts.add(new Group(Integer.parseInt(after)));
                }
                end = matcher.end();
            }
            literal.append(written, end, written.length());
            addLiteral(parts, literal);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("an owner is not an empty text");
            }
            return new Text(parts);
        }

        /// The highest group it names; 0 where it names none.
        public int highestGroup() {
            return parts.stream()
                    .mapToInt(part -> part instanceof Group group ? group.number() : 0)
                    .max()
                    .orElse(0);
        }

        private static void addLiteral(List<Part> parts, StringBuilder literal) {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }

    /// A piece of a [Text].
    sealed interface Part {}

    /// Letters as they stand. Immutable and thread-safe.
    record Literal(String text) implements Part {}

    /// What the group of this number captured. Immutable and thread-safe.
    record Group(int number) implements Part {}
}
