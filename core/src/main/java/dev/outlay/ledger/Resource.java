package dev.outlay.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a usage fact counts.
public enum Resource {
    /// A whole machine for as long as it was held: what there is to share.
    NODE,
    GPU,
    CPU,
    MEMORY,
    STORAGE,
    NETWORK;

    /// How it is written in files and on screens, such as `gpu`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The resource of a written name. Throws [IllegalArgumentException] listing the known ones.
    public static Resource of(String text) {
        return Arrays.stream(values())
                .filter(resource -> resource.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown resource " + text + ": use one of "
                        + Arrays.stream(values()).map(Resource::text).collect(Collectors.joining(", "))));
    }
}
