package dev.outlay.server.oidc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody a provider vouches for. `name` begins with [#PREFIX], so that nobody can be taken for the holder of a
/// token of this server, whose names hold no colon, or for the person at this machine. `role` is a role of this
/// server; `teams` are those whose rows the person sees, null for all of them, never empty. Immutable.
public record Person(String name, String role, @Nullable Set<String> teams) {

    static final String PREFIX = "oidc:";

    public Person {
        if (!name.startsWith(PREFIX) || name.length() == PREFIX.length()) {
            throw new IllegalArgumentException("a person has a name that begins with " + PREFIX + ": " + name);
        }
        if (teams != null) {
            teams = Set.copyOf(teams);
            if (teams.isEmpty()) {
                throw new IllegalArgumentException("a person sees some teams or all: " + name + " sees none");
            }
        }
    }
}
