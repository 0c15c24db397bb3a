package dev.outlay.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.OidcSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What claims make of a person, and what they do not.
final class PeopleTest {

    private static final String ROLES = "gpu-users=viewer, ml-leads=editor, finance=viewer:all, platform=admin:all";

    @Test
    void aRoleIsThatOfItsRowAndTeamsAreThoseOfTheClaim() {
        Person person = person(Map.of("groups", List.of("gpu-users"), "teams", List.of("vision", "speech")));

        assertThat(person).isEqualTo(new Person("oidc:ada", "viewer", Set.of("vision", "speech")));
    }

    @Test
    void aClaimMayBeOneTextOrLieWithinOthers() {
        Map<String, String> nested = new HashMap<>(settings());
        nested.put("outlay.oidc.roles.claim", "realm_access.roles");
        nested.put("outlay.oidc.teams.claim", "https://example.org/team");
        var claims = Map.of(
                "sub", "f3c1", "realm_access", Map.of("roles", "ml-leads"), "https://example.org/team", " vision ");

        assertThat(new People(oidc(nested)).of(new Claims(new HashMap<>(claims))))
                .isEqualTo(new Person("oidc:f3c1", "editor", Set.of("vision")));
    }

    @Test
    void theHighestRoleCountsWithItsOwnTeams() {
        assertThat(person(Map.of("groups", List.of("finance", "gpu-users"), "teams", "vision"))
                        .teams())
                .as("the same role once for all teams")
                .isNull();
        assertThat(person(Map.of("groups", List.of("finance", "ml-leads"), "teams", "vision")))
                .as("an editor of one team does not become one of all")
                .isEqualTo(new Person("oidc:ada", "editor", Set.of("vision")));
        assertThat(person(Map.of("groups", List.of("gpu-users", "platform"))))
                .isEqualTo(new Person("oidc:ada", "admin", null));
    }

    @Test
    void whatTheTokenDoesNotSayOpensNothing() {
        assertThat(refusal(Map.of("teams", "vision")).detail()).contains("'oidc:ada'", "groups", "names no role");
        assertThat(refusal(Map.of("groups", List.of("admin", "viewer"), "teams", "vision"))
                        .detail())
                .as("where rows are set, names of roles mean nothing by themselves")
                .contains("no role that this server knows");
        assertThat(refusal(Map.of("groups", List.of("GPU-USERS"), "teams", "vision"))
                        .status())
                .isEqualTo(403);
        assertThat(refusal(Map.of("groups", List.of("gpu-users"))).detail()).contains("teams", "names no team");
        assertThat(refusal(Map.of("groups", List.of("gpu-users"), "teams", List.of()))
                        .status())
                .isEqualTo(403);
        assertThat(refusal(Map.of("groups", List.of("gpu-users"), "teams", List.of(" ", 7)))
                        .status())
                .isEqualTo(403);
        assertThat(refusal(Map.of("groups", Map.of("gpu-users", true), "teams", "vision"))
                        .status())
                .isEqualTo(403);
        assertThat(refusal(Map.of("groups", "gpu-users", "teams", "vision", "preferred_username", "a\nb"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void withoutAClaimOfTeamsOnlyARoleForAllSeesAnything() {
        Map<String, String> unscoped = new HashMap<>(settings());
        unscoped.remove("outlay.oidc.teams.claim");
        var people = new People(oidc(unscoped));

        assertThat(people.of(claims(Map.of("groups", "finance"))).teams()).isNull();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> people.of(claims(Map.of("groups", "gpu-users", "teams", "vision"))))
                .withMessageContaining("no claim that holds them");
    }

    private static Person person(Map<String, ?> claims) {
        return new People(oidc(settings())).of(claims(claims));
    }

    private static Problem refusal(Map<String, ?> claims) {
        try {
            throw new AssertionError("let in: " + person(claims));
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private static Claims claims(Map<String, ?> others) {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "f3c1", "preferred_username", "ada"));
        claims.putAll(others);
        return new Claims(new HashMap<>(claims));
    }

    private static Map<String, String> settings() {
        return Map.of(
                "outlay.oidc.issuer", "https://login.example.org/realms/ml",
                "outlay.oidc.audience", "outlay",
                "outlay.oidc.roles.claim", "groups",
                "outlay.oidc.roles", ROLES,
                "outlay.oidc.teams.claim", "teams");
    }

    private static OidcSettings oidc(Map<String, String> given) {
        return Objects.requireNonNull(AccessSettings.of(given::get).oidc());
    }
}
