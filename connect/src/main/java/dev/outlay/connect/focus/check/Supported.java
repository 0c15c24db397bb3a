package dev.outlay.connect.focus.check;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The abilities of a provider that the caller vouches for, by the names the requirements model gives them; `all`
/// stands for every one. Immutable and thread-safe.
record Supported(Set<String> criteria) {

    Supported(Collection<String> names) {
        this(names.stream().map(name -> name.strip().toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    boolean covers(Collection<String> wanted) {
        return criteria.contains("ALL") || criteria.containsAll(wanted);
    }
}
