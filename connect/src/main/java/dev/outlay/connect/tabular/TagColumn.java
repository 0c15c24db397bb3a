package dev.outlay.connect.tabular;

import java.util.List;
import java.util.stream.Stream;

/// The column of a format that holds tags as a JSON object, and what is taken from them.
///
/// Mappings see the column `tags`, rewritten in one form, and one column per entry of `promoted`, which is the value of
/// the first of its keys that the tags hold. `nested` allows lists and objects as values. Immutable and thread-safe.
public record TagColumn(String name, boolean nested, List<Promoted> promoted) {

    public TagColumn {
        promoted = List.copyOf(promoted);
    }

    /// A column made of the first of some tags that is there.
    public record Promoted(String column, List<String> keys) {

        public Promoted {
            keys = List.copyOf(keys);
        }

        public static Promoted of(String column, String... keys) {
            return new Promoted(column, List.of(keys));
        }
    }

    List<String> fields() {
        return Stream.concat(Stream.of("tags"), promoted.stream().map(Promoted::column))
                .toList();
    }
}
