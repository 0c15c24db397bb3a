package dev.outlay.server.settings;

import dev.outlay.connect.token.Token;
import dev.outlay.units.CallersMistake;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The OpenID Connect provider whose tokens are taken, and what their claims stand for.
///
/// `issuer` is the provider as its tokens name it, to the letter; `audience` is what its tokens for this server are
/// made out to. A claim is named as it is, or by the names on the way to it, such as `realm_access.roles`.
/// `rolesClaim` holds what `roles` gives a standing; what stands there without a row means nothing. `teamsClaim`
/// holds the teams whose rows somebody sees, null where no claim does: then only a standing for all teams sees
/// anything. `nameClaim` holds who somebody is for the audit. Throws [CallersMistake] on what cannot be, and where
/// nobody could ever see anything. Immutable and thread-safe.
public record OidcSettings(
        String issuer,
        String audience,
        String rolesClaim,
        Map<String, Standing> roles,
        @Nullable String teamsClaim,
        String nameClaim) {

    public static final String DEFAULT_ROLES_CLAIM = "roles";
    public static final String DEFAULT_NAME_CLAIM = "preferred_username";

    private static final String ISSUER = "outlay.oidc.issuer";
    private static final String AUDIENCE = "outlay.oidc.audience";
    private static final String ROLES_CLAIM = "outlay.oidc.roles.claim";
    private static final String ROLES = "outlay.oidc.roles";
    private static final String TEAMS_CLAIM = "outlay.oidc.teams.claim";
    private static final String NAME_CLAIM = "outlay.oidc.name.claim";
    private static final List<String> OTHERS = List.of(AUDIENCE, ROLES_CLAIM, ROLES, TEAMS_CLAIM, NAME_CLAIM);

    /// What a value of the claim of roles stands for: one of [Token#ROLES], for the rows of all teams or for those
    /// of the person's own.
    public record Standing(String role, boolean allTeams) {

        private static final String ALL = ":all";

        public Standing {
            if (!Token.ROLES.contains(role)) {
                throw new CallersMistake("OUTLAY_OIDC_ROLES names no role of this server: " + role + "; use one of "
                        + String.join(", ", Token.ROLES) + ", or such as viewer" + ALL + " for all teams");
            }
        }

        static Standing of(String text) {
            boolean all = text.endsWith(ALL);
            return new Standing(all ? text.substring(0, text.length() - ALL.length()) : text, all);
        }
    }

    public OidcSettings {
        Objects.requireNonNull(rolesClaim, "rolesClaim");
        Objects.requireNonNull(nameClaim, "nameClaim");
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        if (!isSafe(issuer)) {
            throw new CallersMistake("OUTLAY_OIDC_ISSUER is the address of a provider, as its tokens name it:"
                    + " https://..., or http:// on this machine, without a query; not " + issuer);
        }
        if (audience.isEmpty()) {
            throw new CallersMistake("OUTLAY_OIDC_ISSUER needs OUTLAY_OIDC_AUDIENCE: what the provider's tokens for"
                    + " this server are made out to, so that those for other programs open nothing here");
        }
        if (teamsClaim == null && roles.values().stream().noneMatch(Standing::allTeams)) {
            throw new CallersMistake("with OUTLAY_OIDC_ISSUER set, say whose rows people see: set"
                    + " OUTLAY_OIDC_TEAMS_CLAIM to the claim that holds their teams, or let a row of"
                    + " OUTLAY_OIDC_ROLES see all teams, such as finance=viewer:all");
        }
    }

    /// The settings that a look-up by property name answers; null where no provider is set up.
    static @Nullable OidcSettings of(Function<String, @Nullable String> lookup) {
        String issuer = said(lookup, ISSUER);
        if (issuer.isEmpty()) {
            for (String other : OTHERS) {
                if (!said(lookup, other).isEmpty()) {
                    throw new CallersMistake(
                            variable(other) + " says nothing without OUTLAY_OIDC_ISSUER: set both, or" + " neither");
                }
            }
            return null;
        }
        String teams = said(lookup, TEAMS_CLAIM);
        return new OidcSettings(
                issuer,
                said(lookup, AUDIENCE),
                orDefault(said(lookup, ROLES_CLAIM), DEFAULT_ROLES_CLAIM),
                roles(said(lookup, ROLES)),
                teams.isEmpty() ? null : teams,
                orDefault(said(lookup, NAME_CLAIM), DEFAULT_NAME_CLAIM));
    }

    /// Whether an address of the provider may be asked: over TLS, or on this machine.
    public static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && ServerSettings.isLoopback(uri.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Standing> roles(String text) {
        Map<String, Standing> roles = new LinkedHashMap<>();
        if (text.isEmpty()) {
            Token.ROLES.forEach(role -> roles.put(role, new Standing(role, false)));
            return roles;
        }
        for (String row : text.split(",", -1)) {
            int equals = row.lastIndexOf('=');
            String value = row.substring(0, Math.max(equals, 0)).strip();
            if (value.isEmpty()) {
                throw new CallersMistake("OUTLAY_OIDC_ROLES holds rows such as gpu-users=viewer, finance=approver:all;"
                        + " not '" + row.strip() + "'");
            }
            if (roles.put(value, Standing.of(row.substring(equals + 1).strip())) != null) {
                throw new CallersMistake("OUTLAY_OIDC_ROLES names " + value + " twice: leave one row");
            }
        }
        return roles;
    }

    private static String said(Function<String, @Nullable String> lookup, String name) {
        String text = lookup.apply(name);
        return text == null ? "" : text.strip();
    }

    private static String orDefault(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
