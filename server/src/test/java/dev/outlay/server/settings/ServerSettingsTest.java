package dev.outlay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.connect.Home;
import dev.outlay.units.CallersMistake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    @Test
    void hasADefaultForEverythingButTheHome() {
        assertThat(settings(Map.of("outlay.home", "/srv/outlay")))
                .isEqualTo(new ServerSettings(
                        new Home(Path.of("/srv/outlay")),
                        "duckdb:/srv/outlay/ledger.duckdb",
                        "127.0.0.1",
                        8052,
                        10_737_418_240L,
                        null,
                        null,
                        null,
                        List.of()));
    }

    @Test
    void takesEverySetting() {
        assertThat(settings(Map.of(
                        "outlay.home", "/srv/outlay",
                        "outlay.store", "duckdb:/var/l.duckdb",
                        "outlay.host", "localhost",
                        "outlay.port", "0",
                        "outlay.upload.limit", "500 MiB",
                        "outlay.now", "2026-10-01T00:00:00Z",
                        "outlay.allocation", "/etc/outlay/allocation.yaml",
                        "outlay.prices.every", "PT6H",
                        "outlay.prices.from", "azure, vast-ai")))
                .isEqualTo(new ServerSettings(
                        new Home(Path.of("/srv/outlay")),
                        "duckdb:/var/l.duckdb",
                        "localhost",
                        0,
                        524_288_000L,
                        Instant.parse("2026-10-01T00:00:00Z"),
                        Path.of("/etc/outlay/allocation.yaml"),
                        Duration.ofHours(6),
                        List.of("azure", "vast-ai")));
    }

    @Test
    void standsStillOnlyWhereItIsToldTo() {
        Instant now = Instant.parse("2026-10-01T00:00:00Z");

        assertThat(settings(Map.of("outlay.now", now.toString())).clock().instant())
                .isEqualTo(now);
        assertThat(settings(Map.of()).clock().instant())
                .isAfter(now.minusSeconds(1).minusSeconds(86_400L * 365));
    }

    @ParameterizedTest
    @CsvSource({
        "outlay.port, 70000, a port is a number from 0 to 65535",
        "outlay.port, http, OUTLAY_PORT is no number",
        "outlay.upload.limit, much, OUTLAY_UPLOAD_LIMIT is no size",
        "outlay.upload.limit, 0, above zero",
        "outlay.now, yesterday, OUTLAY_NOW is no instant",
        "outlay.prices.every, daily, OUTLAY_PRICES_EVERY is no duration",
        "outlay.prices.every, PT1M, OUTLAY_PRICES_EVERY is too often",
    })
    void saysWhatIsWrongWithASetting(String name, String value, String part) {
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessageContaining(part);
    }

    private static ServerSettings settings(Map<String, String> given) {
        return ServerSettings.of(given::get);
    }
}
