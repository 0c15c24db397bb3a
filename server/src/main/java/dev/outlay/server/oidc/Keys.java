package dev.outlay.server.oidc;

import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/// The public keys that a provider signs with, as it told them at one time. `readAt` is in nanoseconds of a clock
/// that only runs on. Keys of other kinds, and those for another use than signing, are left out. Immutable.
record Keys(List<JsonWebKey> all, long readAt) {

    Keys {
        all = all.stream()
                .filter(PublicJsonWebKey.class::isInstance)
                .filter(key -> key.getUse() == null || key.getUse().equals("sig"))
                .toList();
    }

    /// Whether a token that names a key, or none, may be checked with these.
    boolean has(@Nullable String id) {
        return id == null || all.stream().anyMatch(key -> Objects.equals(key.getKeyId(), id));
    }
}
