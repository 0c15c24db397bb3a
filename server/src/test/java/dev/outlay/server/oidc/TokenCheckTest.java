package dev.outlay.server.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.connect.http.Pace;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.OidcSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens of a provider that runs on this machine, good and forged.
final class TokenCheckTest {

    private static final Duration SOON = Duration.ofMillis(500);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeProvider provider;
    private final Http http;
    private final ProviderKeys keys;
    private final TokenCheck check;
    private final PublicJsonWebKey rsa;
    private final PublicJsonWebKey curve;

    TokenCheckTest(@TempDir Path folder) throws IOException, JoseException {
        provider = new FakeProvider(0);
        rsa = key(RsaJwkGenerator.generateJwk(2048), "rsa-1");
        curve = key(EcJwkGenerator.generateJwk(EllipticCurves.P256), "ec-1");
        http = client(folder);
        keys = new ProviderKeys(new Discovery(http, provider.issuer())::keys, nanos::get);
        check = new TokenCheck(settings(), keys);
    }

    @BeforeEach
    void publish() {
        provider.publish(rsa);
        provider.publish(curve);
    }

    @AfterEach
    void stop() {
        keys.close();
        http.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({"RS256", "RS512", "PS256", "ES256"})
    void aGoodTokenSaysWhoSomebodyIs(String algorithm) {
        PublicJsonWebKey key = algorithm.startsWith("ES") ? curve : rsa;

        Claims claims = check.claims(token(key, algorithm, Map.of())).join();

        assertThat(claims.text("preferred_username")).contains("ada");
        assertThat(claims.texts("teams")).containsExactly("vision");
    }

    @Test
    void aTokenThatNamesNoKeyIsTriedWithEachThatFits() throws JoseException {
        PublicJsonWebKey other = RsaJwkGenerator.generateJwk(2048);
        provider.publish(other);

        assertThat(check.claims(token(other, "RS256", Map.of())).join().text("sub"))
                .contains("f3c1");
    }

    @Test
    void aTokenMayBeMadeOutToSeveral() {
        String token = token(rsa, "RS256", Map.of("aud", List.of("grafana", FakeProvider.AUDIENCE)));

        assertThat(check.claims(token).join().text("sub")).contains("f3c1");
    }

    @Test
    void aTokenOfAnotherIssuerAudienceOrTimeIsRefusedAndSaysWhy() {
        assertRefused(token(rsa, "RS256", Map.of("iss", "https://login.example.org")), "not of the provider");
        assertRefused(token(rsa, "RS256", Map.of("iss", provider.issuer() + "/")), "not of the provider");
        assertRefused(token(rsa, "RS256", Map.of("aud", "grafana")), "not made out to outlay");
        assertRefused(token(rsa, "RS256", Map.of("aud", List.of())), "not made out to outlay");
        assertRefused(token(rsa, "RS256", Map.of("exp", seconds(-60))), "has expired");
        assertRefused(token(rsa, "RS256", Map.of("nbf", seconds(60))), "does not count yet");
        assertRefused(without("exp"), "until when it counts");
        assertRefused(without("sub"), "of whom it is");
        assertRefused(without("aud"), "not made out to outlay");
        assertRefused(without("iss"), "not of the provider");
        // clocks differ a little
        check.claims(token(rsa, "RS256", Map.of("exp", seconds(-10)))).join();
        check.claims(token(rsa, "RS256", Map.of("nbf", seconds(10)))).join();
        assertRefused(token(rsa, "RS256", Map.of("exp", seconds(10), "nbf", seconds(20))), "do not fit together");
        assertRefused(token(rsa, "RS256", Map.of("exp", "tomorrow")), "do not fit together");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        String payload = JsonUtil.toJson(provider.claims(Map.of()));

        for (String algorithm : List.of("none", "None", "NONE", "")) {
            assertRefused(
                    part(JsonUtil.toJson(Map.of("alg", algorithm))) + "." + part(payload) + ".", "kind that is not");
        }
        assertRefused(part("{}") + "." + part(payload) + ".", "kind that is not");
        String good = token(rsa, "RS256", Map.of());
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1), "not signed by a key of the provider");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws GeneralSecurityException {
        byte[] spki = rsa.getPublicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(UTF_8);
        for (byte[] secret : List.of(spki, pem)) {
            String text = part(JsonUtil.toJson(Map.of("alg", "HS256", "kid", "rsa-1"))) + "."
                    + part(JsonUtil.toJson(provider.claims(Map.of())));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String forged = text + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));

            assertRefused(forged, "kind that is not");
        }
    }

    @Test
    void aTokenThatWasChangedOrSignedByAnotherIsRefused() throws JoseException {
        String good = token(rsa, "RS256", Map.of());
        String[] parts = good.split("\\.", -1);
        String admin = part(JsonUtil.toJson(provider.claims(Map.of("roles", List.of("admin")))));

        assertRefused(parts[0] + "." + admin + "." + parts[2], "not signed by a key of the provider");
        // of the same name, and of the wrong kind
        assertRefused(
                token(key(RsaJwkGenerator.generateJwk(2048), "rsa-1"), "RS256", Map.of()),
                "not signed by a key of the provider");
        assertRefused(token(key(rsa, "ec-1"), "RS256", Map.of()), "not signed by a key of the provider");
    }

    @ParameterizedTest
    @CsvSource({"x", "a.b", "a.b.c", "a.b.c.d.e", "'..'", "e30.e30.e30", "secret"})
    void whatIsNoTokenIsRefusedWithoutAskingTheProvider(String text) {
        assertThat(refusal(text).status()).isEqualTo(401);
        assertThat(refusal("a." + "b".repeat(20_000) + ".c").status()).isEqualTo(401);
        assertThat(provider.asked).hasValue(0);
    }

    @Test
    void aKeyThatIsNewIsFetchedAndNobodyMakesThisServerAskTooOften() throws JoseException {
        check.claims(token(rsa, "RS256", Map.of())).join();
        assertThat(provider.asked).hasValue(1);
        PublicJsonWebKey fresh = key(RsaJwkGenerator.generateJwk(2048), "rsa-2");
        provider.publish(fresh);
        String token = token(fresh, "RS256", Map.of());

        assertRefused(token, "not signed by a key of the provider");
        assertThat(provider.asked).as("it was asked a moment ago").hasValue(1);
        pass(ProviderKeys.FLOOR);
        assertThat(check.claims(token).join().text("sub")).contains("f3c1");
        assertThat(provider.asked).hasValue(2);
        pass(ProviderKeys.FLOOR);
        PublicJsonWebKey nobodys = RsaJwkGenerator.generateJwk(2048);
        for (int i = 0; i < 50; i++) {
            assertRefused(token(key(nobodys, "none-" + i), "RS256", Map.of()), "not signed");
        }
        assertThat(provider.asked).hasValue(3);
    }

    @Test
    void aKeyThatWasTakenBackOpensNothingBeforeLong() throws InterruptedException {
        String token = token(rsa, "RS256", Map.of());
        check.claims(token).join();
        provider.keys.remove(rsa);

        check.claims(token).join();
        pass(ProviderKeys.FRESH);
        // answered with what is known, while the keys are fetched
        check.claims(token).join();
        Instant deadline = Instant.now().plusSeconds(20);
        while (keys.with(null).join().has("rsa-1") && Instant.now().isBefore(deadline)) {
            Thread.sleep(10);
        }
        assertRefused(token, "not signed by a key of the provider");
    }

    @Test
    void aProviderThatFailsIsNoReasonToOpenOrToSayThatATokenIsBad() throws JoseException {
        String token = token(rsa, "RS256", Map.of());
        provider.failing = true;

        Problem away = refusal(token);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.type()).isEqualTo("urn:outlay:provider-away");
        assertThat(away.detail()).contains("the OpenID Connect provider", "500");
        assertThat(away.retryAfter()).isEqualTo(5);
        int before = provider.asked.get();
        assertThat(refusal(token).status()).isEqualTo(503);
        assertThat(provider.asked).as("it is left alone for a while").hasValue(before);

        provider.failing = false;
        pass(ProviderKeys.FLOOR_AFTER_FAILURE);
        check.claims(token).join();
        provider.close();
        pass(ProviderKeys.FRESH);
        check.claims(token).join();
        PublicJsonWebKey unseen = key(RsaJwkGenerator.generateJwk(2048), "rsa-9");
        pass(ProviderKeys.FLOOR);
        assertThat(refusal(token(unseen, "RS256", Map.of())).status())
                .as("the key may be new")
                .isEqualTo(503);
        pass(ProviderKeys.KEPT);
        assertThat(refusal(token).status()).as("the key may be taken back").isEqualTo(503);
    }

    @Test
    void aProviderThatCallsItselfOtherwiseOrKeepsItsKeysInTheOpenIsNotBelieved() {
        String token = token(rsa, "RS256", Map.of());
        provider.calledItself = "https://login.example.org";
        assertThat(refusal(token).detail()).contains("https://login.example.org", "to the letter");
        provider.calledItself = provider.issuer();
        provider.keysAddress = "http://login.example.org/keys";
        pass(ProviderKeys.FLOOR_AFTER_FAILURE);
        assertThat(refusal(token).detail()).contains("http://login.example.org/keys", "neither https");
        provider.keysAddress = provider.issuer() + "/.well-known/openid-configuration";
        pass(ProviderKeys.FLOOR_AFTER_FAILURE);
        assertThat(refusal(token).detail()).contains("no set of keys");
    }

    private void assertRefused(String token, String because) {
        Problem problem = refusal(token);
        assertThat(problem.status()).as(problem.detail()).isEqualTo(401);
        assertThat(problem.detail())
                .startsWith("the token sent opens nothing: ")
                .contains(because);
        assertThat(problem.remedy()).contains("a fresh token of the provider");
    }

    private Problem refusal(String token) {
        try {
            Claims claims = check.claims(token).join();
            throw new AssertionError("taken: " + claims);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException refused) {
                return refused.problem();
            }
            throw e;
        }
    }

    private String token(PublicJsonWebKey key, String algorithm, Map<String, ?> claims) {
        return FakeProvider.signed(key, algorithm, provider.claims(claims));
    }

    private String without(String claim) {
        Map<String, Object> claims = provider.claims(Map.of());
        claims.remove(claim);
        return FakeProvider.signed(rsa, "RS256", claims);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static long seconds(int fromNow) {
        return Instant.now().plusSeconds(fromNow).getEpochSecond();
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static PublicJsonWebKey key(PublicJsonWebKey key, String id) throws JoseException {
        PublicJsonWebKey named = PublicJsonWebKey.Factory.newPublicJwk(key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        named.setKeyId(id);
        return named;
    }

    private static Http client(Path folder) {
        return new Http(
                new HttpSettings(
                        InstantSource.system(),
                        Pace.REAL,
                        RandomGenerator.getDefault(),
                        1,
                        SOON,
                        SOON,
                        SOON.multipliedBy(6),
                        SOON.multipliedBy(6)),
                folder.resolve("http"));
    }

    private OidcSettings settings() {
        return new OidcSettings(
                provider.issuer(),
                FakeProvider.AUDIENCE,
                "roles",
                Map.of("viewer", new OidcSettings.Standing("viewer", false)),
                "teams",
                "preferred_username");
    }
}
