package dev.outlay.catalog;

import java.util.List;

/// Who sells machines: the short name used everywhere (`aws`), the name for people, and other short names people
/// use.
///
/// Throws [IllegalArgumentException] on a blank name. Immutable and thread-safe.
public record Provider(String id, String name, List<String> aliases) {

    public Provider {
        aliases = List.copyOf(aliases);
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a provider has a short name and a name: '" + id + "', '" + name + "'");
        }
    }

    /// Whether this is the provider a person means, ignoring case, blanks and punctuation: `Vast.ai`, `vast`.
    public boolean isCalled(String written) {
        String asked = NearNames.letters(written);
        return asked.equals(NearNames.letters(id))
                || asked.equals(NearNames.letters(name))
                || aliases.stream().anyMatch(alias -> asked.equals(NearNames.letters(alias)));
    }
}
