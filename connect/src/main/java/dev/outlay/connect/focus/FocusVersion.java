package dev.outlay.connect.focus;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// A version of the FinOps Open Cost and Usage Specification, the oldest first.
public enum FocusVersion {
    V1_0("1.0"),
    V1_1("1.1"),
    V1_2("1.2"),
    V1_3("1.3"),
    V1_4("1.4");

    private final String text;

    FocusVersion(String text) {
        this.text = text;
    }

    /// How it is written, such as `1.2`.
    public String text() {
        return text;
    }

    /// The version of a written number. Throws [IllegalArgumentException] listing the known ones.
    public static FocusVersion of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown FOCUS version " + text + ": use one of "
                        + Arrays.stream(values()).map(FocusVersion::text).collect(Collectors.joining(", "))));
    }

    /// The version of a data set, as far as its columns tell: the oldest that knows every one of those columns that
    /// FOCUS defines at all. Columns that no version knows do not count.
    public static FocusVersion detect(Collection<String> names) {
        return names.stream()
                .flatMap(name -> FocusColumn.named(name).stream())
                .map(FocusColumn::since)
                .max(Comparator.naturalOrder())
                .orElse(V1_0);
    }
}
