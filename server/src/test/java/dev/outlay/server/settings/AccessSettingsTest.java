package dev.outlay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessSettingsTest {

    @TempDir
    Path folder;

    @Test
    void onThisMachineNobodyIsAskedUnlessTold() {
        AccessSettings settings = settings(Map.of());

        assertThat(settings.asksWho()).isFalse();
        assertThat(settings.isServed("LOCALHOST")).isTrue();
        assertThat(settings.isServed("outlay.example.org")).isFalse();
        assertThatCode(() -> settings.check("127.0.0.1", 0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | | | 1 | outlay token create --name NAME --role admin",
                "token | behind-proxy | outlay.example.org | 0 | there is no token that opens anything",
                "token | | outlay.example.org | 1 | over the network in the clear",
                "token | behind-proxy | | 1 | OUTLAY_HOSTS",
            })
    void fromElsewhereItIsReachedGuardedOrNotAtAll(String auth, String tls, String hosts, long tokens, String part) {
        Map<String, String> given = new HashMap<>(Map.of("outlay.auth", auth));
        given.put("outlay.tls", tls);
        given.put("outlay.hosts", hosts);

        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> settings(given).check("0.0.0.0", tokens))
                .withMessageStartingWith("cannot listen on 0.0.0.0: ")
                .withMessageContaining(part);
    }

    @Test
    void guardedItMayBeReachedFromElsewhere() throws IOException {
        Path pem = Files.writeString(folder.resolve("x.pem"), "x");
        AccessSettings proxied = settings(
                Map.of("outlay.auth", "token", "outlay.tls", "behind-proxy", "outlay.hosts", "Outlay.example.org, b"));
        AccessSettings secured = settings(Map.of(
                "outlay.auth",
                "token",
                "outlay.tls.cert",
                pem.toString(),
                "outlay.tls.key",
                pem.toString(),
                "outlay.hosts",
                "b"));

        assertThatCode(() -> proxied.check("0.0.0.0", 1)).doesNotThrowAnyException();
        assertThatCode(() -> secured.check("10.0.0.1", 1)).doesNotThrowAnyException();
        assertThat(proxied.isServed("outlay.EXAMPLE.org")).isTrue();
        assertThat(secured.tls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "outlay.auth, password, none or token",
        "outlay.tls, yes, behind-proxy or nothing",
        "outlay.tls.cert, /none.pem, OUTLAY_TLS_CERT and OUTLAY_TLS_KEY go together",
        "outlay.hosts, https://x, without scheme",
        "outlay.hosts, *.example.org, without scheme",
        "outlay.rate, -1, OUTLAY_RATE",
        "outlay.rate, many, OUTLAY_RATE",
        "outlay.request.limit, PT0S, at least PT1S",
        "outlay.request.limit, soon, OUTLAY_REQUEST_LIMIT",
        "outlay.oidc.audience, outlay, OUTLAY_OIDC_AUDIENCE says nothing without OUTLAY_OIDC_ISSUER",
        "outlay.oidc.issuer, https://login.example.org, needs OUTLAY_OIDC_AUDIENCE",
        "outlay.oidc.issuer, http://login.example.org, OUTLAY_OIDC_ISSUER is the address of a provider",
        "outlay.oidc.issuer, https://a:b@login.example.org, OUTLAY_OIDC_ISSUER is the address of a provider",
        "outlay.oidc.issuer, login, OUTLAY_OIDC_ISSUER is the address of a provider"
    })
    void saysWhatIsWrongWithASetting(String name, String value, String part) {
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessageContaining(part);
    }

    @Test
    void aProviderMeansThatVisitorsAreAskedAndIsEnoughFromElsewhere() {
        Map<String, String> given = new HashMap<>(provider());
        given.put("outlay.tls", "behind-proxy");
        given.put("outlay.hosts", "outlay.example.org");

        assertThat(settings(given).asksWho()).isTrue();
        assertThatCode(() -> settings(given).check("0.0.0.0", 0)).doesNotThrowAnyException();
        given.put("outlay.auth", "none");
        assertThat(settings(given).asksWho()).isFalse();
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> settings(given).check("0.0.0.0", 1))
                .withMessageContaining("anybody who reaches it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outlay.oidc.teams.claim | | say whose rows people see",
                "outlay.oidc.roles | a=king | no role of this server: king",
                "outlay.oidc.roles | a=viewer:some | no role of this server: viewer:some",
                "outlay.oidc.roles | viewer | rows such as gpu-users=viewer",
                "outlay.oidc.roles | a=viewer,a=admin | names a twice",
                "outlay.oidc.roles | a=viewer, | rows such as gpu-users=viewer",
            })
    void saysWhatIsWrongWithWhatClaimsStandFor(String name, String value, String part) {
        Map<String, String> given = new HashMap<>(provider());
        given.put(name, value);

        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> settings(given))
                .withMessageContaining(part);
    }

    private static Map<String, String> provider() {
        return Map.of(
                "outlay.oidc.issuer", "https://login.example.org/realms/ml",
                "outlay.oidc.audience", "outlay",
                "outlay.oidc.teams.claim", "teams");
    }

    private static AccessSettings settings(Map<String, String> given) {
        return AccessSettings.of(given::get);
    }
}
