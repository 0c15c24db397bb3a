package dev.outlay.server.access;

import dev.outlay.server.settings.AccessSettings;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/// Who asks, told by the header `Authorization: Bearer ...`; where nobody is asked who they are, the person at this
/// machine.
///
/// It refuses nobody: what is refused, and how that is told, [Door] decides. A header that opens nothing leaves a
/// visitor who is nobody.
@Singleton
public final class Bearer implements HttpAuthenticationMechanism {

    /// The attribute of an identity that holds its [Grant].
    static final String GRANT = "dev.outlay.grant";

    private static final String SCHEME = "bearer ";
    private static final int BEFORE_OTHERS = DEFAULT_PRIORITY + 1000;

    private final AccessSettings settings;
    private final Tokens tokens;

    Bearer(AccessSettings settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    @SuppressWarnings("NullAway") // an item of null says that nobody was named, which the type cannot say
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (!settings.asksWho()) {
            return Uni.createFrom().item(identity(Grant.LOCAL));
        }
        Optional<Grant> grant = sent(context).flatMap(tokens::grant);
        return grant.isPresent()
                ? Uni.createFrom().item(identity(grant.get()))
                : Uni.createFrom().nullItem();
    }

    /// What was sent as a bearer's token.
    static Optional<String> sent(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    static SecurityIdentity identity(Grant grant) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(grant.name()))
                .addRole(grant.role().text())
                .addAttribute(GRANT, grant)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"outlay\""));
    }

    @Override
    public int getPriority() {
        return BEFORE_OTHERS;
    }
}
