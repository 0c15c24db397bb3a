package dev.outlay.server.oidc;

import dev.outlay.connect.token.Token;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.OidcSettings;
import dev.outlay.server.settings.OidcSettings.Standing;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes a person of what a token that was checked says. What it does not say opens nothing. Immutable and
/// thread-safe.
final class People {

    private static final String SUBJECT = "sub";
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    // of several the highest counts, with the teams that it has; a lower one for all teams does not widen it
    private static final Comparator<Standing> HIGHEST = Comparator.<Standing>comparingInt(
                    standing -> Token.ROLES.indexOf(standing.role()))
            .thenComparing(Standing::allTeams);

    private final OidcSettings settings;

    People(OidcSettings settings) {
        this.settings = settings;
    }

    /// Throws [ProblemException] where the person may not enter, with what the provider would have to say.
    Person of(Claims claims) {
        String name = name(claims);
        Set<String> held = claims.texts(settings.rolesClaim());
        Standing standing = held.stream()
                .flatMap(value -> Optional.ofNullable(settings.roles().get(value)).stream())
                .max(HIGHEST)
                .orElseThrow(() -> new ProblemException(Problem.withoutRole(
                        name,
                        "the claim " + settings.rolesClaim() + " of the token "
                                + (held.isEmpty() ? "names no role" : "names no role that this server knows"),
                        "ask who runs the provider for one of "
                                + String.join(", ", settings.roles().keySet()))));
        return new Person(name, standing.role(), standing.allTeams() ? null : teams(name, claims));
    }

    private Set<String> teams(String name, Claims claims) {
        @Nullable String claim = settings.teamsClaim();
        Set<String> teams = claim == null ? Set.of() : claims.texts(claim);
        if (teams.isEmpty()) {
            throw new ProblemException(Problem.withoutRole(
                    name,
                    claim == null
                            ? "the role is for the rows of somebody's own teams, and this server is told no claim that"
                                    + " holds them"
                            : "the claim " + claim + " of the token names no team",
                    "ask who runs this server for a row of OUTLAY_OIDC_ROLES that sees all teams, such as"
                            + " finance=viewer:all"
                            + (claim == null ? "" : ", or who runs the provider for a team")));
        }
        return teams;
    }

    private String name(Claims claims) {
        return Person.PREFIX
                + claims.text(settings.nameClaim())
                        .or(() -> claims.text(SUBJECT))
                        .filter(text -> NAME.matcher(text).matches())
                        .orElseThrow(() -> new ProblemException(Problem.refusedToken(
                                "its claim " + settings.nameClaim() + " is no name of 1 to 128 characters")));
    }
}
