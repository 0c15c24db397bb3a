package dev.outlay.connect.token;

import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An access token as it is kept: all but the secret itself, of which only the fingerprint is there.
///
/// `role` is one of [#ROLES]; `teams` are those it sees, empty for all; `expires` is null where it never does,
/// `revoked` where it was not; `by` is who made it. Throws [CallersMistake] on a name, role or team that is none.
/// Immutable and thread-safe.
public record Token(
        String id,
        String name,
        String role,
        Set<String> teams,
        String fingerprint,
        Instant created,
        String by,
        @Nullable Instant expires,
        @Nullable Instant revoked) {

    /// Every role, the least first: each may do what those before it may.
    public static final List<String> ROLES = List.of("viewer", "editor", "approver", "admin");

    // the person at the machine, and whoever does not say who they are
    private static final Set<String> TAKEN = Set.of("local", "nobody");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

    public Token {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(by, "by");
        created = created.truncatedTo(ChronoUnit.SECONDS);
        teams = Set.copyOf(teams);
        if (!NAME.matcher(name).matches()) {
            throw new CallersMistake("the name of a token begins with a letter or digit and has at most 64 letters,"
                    + " digits or . _ @ - signs, not '" + name + "'");
        }
        if (TAKEN.contains(name)) {
            throw new CallersMistake(
                    "a token cannot be called " + name + ": that is what others are called who have" + " none");
        }
        if (!ROLES.contains(role)) {
            throw new CallersMistake("there is no role '" + role + "': use one of " + String.join(", ", ROLES));
        }
        if (teams.stream().anyMatch(String::isBlank)) {
            throw new CallersMistake("a team has a name: leave --team out for a token that sees all teams");
        }
    }

    /// Whether it opens anything at an instant.
    public boolean isLive(Instant now) {
        return revoked == null && (expires == null || now.isBefore(expires));
    }

    /// What a person is told of it: `live`, `expired` or `revoked`.
    public String state(Instant now) {
        return revoked != null ? "revoked" : isLive(now) ? "live" : "expired";
    }

    /// The teams it sees, for a person: `all`, or their names.
    public String teamsText() {
        return teams.isEmpty() ? "all" : String.join(", ", new TreeSet<>(teams));
    }

    Token revokedAt(Instant now) {
        return new Token(
                id,
                name,
                role,
                teams,
                fingerprint,
                created,
                by,
                expires,
                revoked == null ? now.truncatedTo(ChronoUnit.SECONDS) : revoked);
    }
}
