package dev.outlay.server.oidc;

import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.OidcSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Checks a token of a provider: signed by one of its keys, of this issuer, made out to this server, begun and not
/// expired. The reading and the cryptography are jose4j's.
///
/// Only signatures whose key for checking is public are taken: with `none` there is nothing to check, and with
/// `HS256` whoever knows the provider's public keys, which is everybody, could sign. Thread-safe.
final class TokenCheck {

    private static final Set<String> SIGNATURES =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    // by how much the clocks of the provider and of this machine may differ
    private static final int SKEW_SECONDS = 30;
    private static final int LONGEST = 16 * 1024;

    private final OidcSettings settings;
    private final ProviderKeys keys;

    TokenCheck(OidcSettings settings, ProviderKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /// What a good token says. Fails with a [ProblemException]: 401 where the token is not good, 503 where the
    /// provider is needed to tell and cannot be asked.
    CompletableFuture<Claims> claims(String token) {
        try {
            return keys.with(keyNamed(token)).thenApply(found -> checked(token, found));
        } catch (ProblemException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// The key that a token names; null where it names none. Looks at nothing but what is cheap and says at once
    /// that the token is not good, so that the provider is not asked for its sake.
    private @Nullable String keyNamed(String token) {
        if (token.length() > LONGEST
                || token.chars().filter(sign -> sign == '.').count() != 2) {
            throw refused("it is neither a token of this server nor a signed JWT");
        }
        var signed = new JsonWebSignature();
        try {
            signed.setCompactSerialization(token);
            String algorithm = signed.getAlgorithmHeaderValue();
            if (algorithm == null || !SIGNATURES.contains(algorithm)) {
                throw refused("its signature is of a kind that is not taken; " + String.join(", ", sorted()) + " are");
            }
            String issuer = JwtClaims.parse(signed.getUnverifiedPayload()).getIssuer();
            if (!settings.issuer().equals(issuer)) {
                throw refused("it is not of the provider " + settings.issuer());
            }
            return signed.getKeyIdHeaderValue();
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            throw refused("it cannot be read as a JWT", e);
        }
    }

    private Claims checked(String token, Keys found) {
        var resolver = new JwksVerificationKeyResolver(found.all());
        // where a token names no key, each that fits is tried
        resolver.setDisambiguateWithVerifySignature(true);
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(resolver)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, SIGNATURES.toArray(String[]::new)))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
        try {
            return new Claims(consumer.processToClaims(token).getClaimsMap());
        } catch (InvalidJwtException e) {
            throw refused(because(e), e);
        }
    }

    private String because(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "it has expired";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "it does not count yet";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "it is not made out to " + settings.audience();
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "it is not of the provider " + settings.issuer();
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING) || e.hasErrorCode(ErrorCodes.SUBJECT_MISSING)) {
            return "it says not of whom it is, or not until when it counts";
        }
        // what fails before the claims are looked at has a cause
        return e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID) || e.getCause() != null
                ? "it is not signed by a key of the provider"
                : "its claims do not fit together";
    }

    private static List<String> sorted() {
        return SIGNATURES.stream().sorted().toList();
    }

    private static ProblemException refused(String because) {
        return new ProblemException(Problem.refusedToken(because));
    }

    private static ProblemException refused(String because, Exception cause) {
        ProblemException refused = refused(because);
        refused.initCause(cause);
        return refused;
    }
}
