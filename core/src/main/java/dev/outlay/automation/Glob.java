package dev.outlay.automation;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A name in which `*` stands for any characters, such as `dev-*`. Upper and lower case differ. Throws
/// [IllegalArgumentException] on a blank text. Immutable and thread-safe.
public record Glob(String text) {

    public Glob {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a name or a pattern such as dev-* is expected, not nothing");
        }
    }

    public boolean matches(String name) {
        return Pattern.compile(
                        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
