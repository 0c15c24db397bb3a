package dev.outlay.server.access;

import dev.outlay.connect.token.Secret;
import dev.outlay.server.oidc.Person;
import dev.outlay.server.oidc.Provider;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.AccessSettings;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who asks, told by the header `Authorization: Bearer ...`; where nobody is asked who they are, whoever sends none
/// is the person at this machine.
///
/// It refuses nobody: what is refused, and how that is told, [Door] decides. A header that opens nothing leaves a
/// visitor who is nobody, and why it opens nothing.
@Singleton
public final class Bearer implements HttpAuthenticationMechanism {

    /// The attribute of an identity that holds its [Grant].
    static final String GRANT = "dev.outlay.grant";

    private static final String OPENS_NOTHING = "dev.outlay.opens-nothing";
    private static final Pattern SCHEME = Pattern.compile("(?i)bearer(?:\\s+(.*))?");
    private static final int BEFORE_OTHERS = DEFAULT_PRIORITY + 1000;

    private final AccessSettings settings;
    private final Tokens tokens;
    private final Provider provider;

    Bearer(AccessSettings settings, Tokens tokens, Provider provider) {
        this.settings = settings;
        this.tokens = tokens;
        this.provider = provider;
    }

    @Override
    @SuppressWarnings("NullAway") // an item of null says that nobody was named, which the type cannot say
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Optional<String> sent = sent(context);
        if (sent.isEmpty()) {
            return settings.asksWho()
                    ? Uni.createFrom().nullItem()
                    : Uni.createFrom().item(identity(Grant.LOCAL));
        }
        if (provider.isSetUp() && !sent.get().startsWith(Secret.PREFIX)) {
            return vouchedFor(context, sent.get());
        }
        Optional<Grant> grant = tokens.grant(sent.get());
        if (grant.isPresent()) {
            return Uni.createFrom().item(identity(grant.get()));
        }
        context.put(OPENS_NOTHING, settings.asksWho() ? Problem.unknownToken() : Problem.unknownTokenUnasked());
        return Uni.createFrom().nullItem();
    }

    /// Whom the provider vouches for. Where its keys have to be fetched first, the request waits without a thread
    /// and goes on where it came from.
    @SuppressWarnings("NullAway") // as above
    private Uni<SecurityIdentity> vouchedFor(RoutingContext context, String token) {
        CompletableFuture<Person> person = provider.person(token);
        CompletionStage<Person> here = person.isDone()
                ? person
                : Future.fromCompletionStage(person, context.vertx().getOrCreateContext())
                        .toCompletionStage();
        return Uni.createFrom().completionStage(here.handle((known, failure) -> {
            if (failure == null) {
                return identity(new Grant(known.name(), Role.of(known.role()), known.teams()));
            }
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (cause instanceof ProblemException refused) {
                context.put(OPENS_NOTHING, refused.problem());
                return null;
            }
            throw new CompletionException(cause);
        }));
    }

    /// Why what was sent opens nothing; empty where nothing was sent.
    static Optional<Problem> refusal(RoutingContext context) {
        return Optional.ofNullable(context.get(OPENS_NOTHING));
    }

    /// What was sent as a bearer's token: empty where no header is one of a bearer, a text that opens nothing where
    /// it was left out or several were sent.
    private static Optional<String> sent(RoutingContext context) {
        List<String> tokens = context.request().headers().getAll("Authorization").stream()
                .map(header -> SCHEME.matcher(header.strip()))
                .filter(Matcher::matches)
                .map(matcher -> Objects.requireNonNullElse(matcher.group(1), ""))
                .toList();
        return tokens.size() < 2 ? tokens.stream().findFirst() : Optional.of("");
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
