package dev.outlay.server.access;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who somebody is and what they may see and do. `teams` are those whose rows they see, null for everybody's and
/// for what belongs to no team. Throws [IllegalArgumentException] on a blank name and on an empty set of teams.
/// Immutable and thread-safe.
public record Grant(String name, Role role, @Nullable Set<String> teams) {

    /// Whoever asks where the server asks nobody who they are: the person at this machine.
    public static final Grant LOCAL = new Grant("local", Role.ADMIN, null);

    public Grant {
        Objects.requireNonNull(role, "role");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a grant is somebody's: it has a name");
        }
        if (teams != null) {
            teams = Set.copyOf(teams);
            if (teams.isEmpty()) {
                throw new IllegalArgumentException("a grant is for some teams or for all: " + name + " has none");
            }
        }
    }
}
