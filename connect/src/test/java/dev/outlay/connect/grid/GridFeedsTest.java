package dev.outlay.connect.grid;

import static dev.outlay.connect.http.FakeSystem.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.http.FakePace;
import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.http.FixedJitter;
import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each feed against a system on this machine that answers in its recorded form.
class GridFeedsTest {

    private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
    private static final Span PAST_DAY = new Span(NOW.minus(Duration.ofDays(1)), NOW);
    private static final Span DAYS = new Span(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));

    private static final String HISTORY = """
            {"zone": "FR", "history": [
              {"zone": "FR", "carbonIntensity": 31, "datetime": "2026-08-20T10:00:00.000Z",
               "updatedAt": "2026-08-20T11:50:00.000Z", "emissionFactorType": "lifecycle", "isEstimated": false},
              {"zone": "FR", "carbonIntensity": 44, "datetime": "2026-08-20T11:00:00.000Z",
               "updatedAt": "2026-08-20T11:50:00.000Z", "emissionFactorType": "lifecycle", "isEstimated": true,
               "estimationMethod": "TIME_SLICER_AVERAGE"}]}
            """;
    private static final String REVISED = HISTORY.replace("\"carbonIntensity\": 44", "\"carbonIntensity\": 47")
            .replace("11:50", "13:50");
    private static final String FORECAST = """
            {"zone": "FR", "forecast": [{"carbonIntensity": 25, "datetime": "2026-08-20T12:00:00.000Z"}],
             "updatedAt": "2026-08-20T11:30:12.000Z"}
            """;
    private static final String POINTS = """
            {"data": [{"point_time": "2026-08-19T00:00:00+00:00", "value": 1000.0},
                      {"point_time": "2026-08-19T00:05:00+00:00", "value": 900.5}],
             "meta": {"data_point_period_seconds": 300, "region": "CAISO_NORTH", "signal_type": "co2_moer",
                      "units": "lbs_co2_per_mwh"}}
            """;
    private static final String HALF_HOURS = """
            {"data": [{"from": "2026-08-20T11:30Z", "to": "2026-08-20T12:00Z",
                       "intensity": {"forecast": 150, "actual": 155, "index": "moderate"}},
                      {"from": "2026-08-20T12:00Z", "to": "2026-08-20T12:30Z",
                       "intensity": {"forecast": 120, "actual": null, "index": "low"}}]}
            """;

    @TempDir
    Path folder;

    private final FakePace pace = new FakePace();
    private final MemoryLedger ledger = new MemoryLedger();
    private final Map<String, String> environment = new HashMap<>(
            Map.of("ELECTRICITY_MAPS_TOKEN", "maps-secret", "WATTTIME_USERNAME", "ada", "WATTTIME_PASSWORD", "pass"));

    @Test
    void electricityMapsTellsTheAverageByTheHourWithEstimatesAndForecasts() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HISTORY), answer(200, FORECAST))) {
            take("electricity-maps", system, DAYS, "FR");
            assertThat(facts())
                    .containsExactly(
                            "FR 2026-08-20T10:00:00Z to 2026-08-20T11:00:00Z 31 location-based Electricity Maps",
                            "FR 2026-08-20T11:00:00Z to 2026-08-20T12:00:00Z 44 location-based Electricity Maps,"
                                    + " estimated",
                            "FR 2026-08-20T12:00:00Z to 2026-08-20T13:00:00Z 25 location-based Electricity Maps,"
                                    + " forecast");
            assertThat(system.asked.getFirst().uri()).hasToString("/v3/carbon-intensity/history?zone=FR");
            assertThat(system.asked.getLast().uri())
                    .hasToString("/v3/carbon-intensity/forecast?zone=FR&horizonHours=24");
            assertThat(system.asked.getFirst().header("auth-token")).isEqualTo("maps-secret");
        }
    }

    @Test
    void aSecondFetchChangesNothingAndARevisionComesBesideTheOld() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HISTORY), answer(200, HISTORY), answer(200, REVISED))) {
            assertThat(take("electricity-maps", system, PAST_DAY, "FR").added()).isEqualTo(2);
            Appended second = take("electricity-maps", system, PAST_DAY, "FR");
            assertThat(second.added()).isZero();
            assertThat(second.known()).isEqualTo(2);
            assertThat(take("electricity-maps", system, PAST_DAY, "FR").added()).isEqualTo(1);
            assertThat(Ledgers.facts(ledger, GridIntensity.class))
                    .filteredOn(fact -> fact.at().equals(Instant.parse("2026-08-20T11:00:00Z")))
                    .extracting(fact -> fact.origin().document())
                    .containsExactly(
                            "Electricity Maps FR as of 2026-08-20T11:50:00Z",
                            "Electricity Maps FR as of 2026-08-20T13:50:00Z");
        }
    }

    @Test
    void aRegionOfACloudIsAskedForAsADataCenter() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HISTORY))) {
            take("electricity-maps", system, PAST_DAY, "aws/eu-west-3");
            assertThat(system.asked.getFirst().uri().getQuery())
                    .isEqualTo("dataCenterProvider=aws&dataCenterRegion=eu-west-3");
            assertThat(Ledgers.facts(ledger, GridIntensity.class))
                    .allSatisfy(fact -> assertThat(fact.zone()).isEqualTo("aws/eu-west-3"));
        }
    }

    @Test
    void longSpansAreAskedForInPages() throws SourceException {
        String page = HISTORY.replace("\"history\"", "\"data\"");
        try (FakeSystem system = FakeSystem.inTurn(answer(200, page))) {
            take("electricity-maps", system, new Span(NOW.minus(Duration.ofDays(25)), NOW), "FR");
            assertThat(system.asked).hasSize(3);
            assertThat(system.asked.get(1).uri().getQuery())
                    .isEqualTo("zone=FR&start=2026-08-05T12:00:00Z&end=2026-08-15T12:00:00Z");
        }
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HALF_HOURS))) {
            take("gb-carbon", system, new Span(NOW.minus(Duration.ofDays(20)), NOW), "GB");
            assertThat(system.asked)
                    .extracting(asked -> asked.uri().getPath())
                    .containsExactly(
                            "/intensity/2026-07-31T12:00Z/2026-08-14T12:00Z",
                            "/intensity/2026-08-14T12:00Z/2026-08-20T12:00Z");
        }
    }

    @Test
    void throttlingAndFailuresAreWaitedForAndTriedAgain() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(
                answer(429, "{\"error\": \"too fast\"}", "Retry-After", "7"), answer(503, ""), answer(200, HISTORY))) {
            assertThat(take("electricity-maps", system, PAST_DAY, "FR").added()).isEqualTo(2);
            assertThat(pace.sleeps).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void aZoneThatCannotBeReadIsSaidAndStopsNoOther() throws SourceException {
        try (FakeSystem system =
                FakeSystem.inTurn(answer(404, "{\"error\": \"unknown zone\"}"), answer(200, HISTORY))) {
            GridAccess access = access(system);
            Appended taken = ledger.append(Connectors.grid("electricity-maps")
                    .source(List.of("XX", "FR"), access)
                    .read(PAST_DAY));
            assertThat(taken.added()).isEqualTo(2);
            assertThat(access.missing()).singleElement().asString().startsWith("XX: ");
        }
    }

    @Test
    void aKeyThatIsNotTakenEndsAsAnOutsideFailureWithoutTheKey() {
        try (FakeSystem system = FakeSystem.inTurn(
                answer(401, "{\"error\": \"Invalid auth-token. Access to requested zone is not allowed.\"}"))) {
            assertThatThrownBy(() -> take("electricity-maps", system, PAST_DAY, "FR"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("Electricity Maps")
                    .hasMessageNotContaining("maps-secret");
        }
    }

    @Test
    void anAnswerOfAnotherFormIsToldFromOneWithOtherValues() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HISTORY.replace("\"history\"", "\"hours\"")))) {
            assertThatThrownBy(() -> take("electricity-maps", system, PAST_DAY, "FR"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("the field 'history' is missing: the feed may have changed its form");
        }
        try (FakeSystem system = FakeSystem.inTurn(answer(200, "<html>sorry</html>"))) {
            assertThatThrownBy(() -> take("gb-carbon", system, PAST_DAY, "GB"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("is no JSON");
        }
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HALF_HOURS.replace("155", "\"much\"")))) {
            take("gb-carbon", system, PAST_DAY, "GB");
            assertThat(Ledgers.refused(ledger)).singleElement().asString().contains("actual", "is not a number");
            assertThat(facts()).hasSize(1);
        }
    }

    @Test
    void wattTimeTellsTheMarginInGramsAndLogsInAgainWhenItsTokenIsRefused() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(
                answer(200, "{\"token\": \"first\"}"),
                answer(401, "{\"error\": \"expired\"}"),
                answer(200, "{\"token\": \"second\"}"),
                answer(200, POINTS),
                answer(200, POINTS.replace("2026-08-19", "2026-08-20")))) {
            take("watttime", system, DAYS, "CAISO_NORTH");
            assertThat(facts())
                    .startsWith(
                            "CAISO_NORTH 2026-08-19T00:00:00Z to 2026-08-19T00:05:00Z 453.59237 marginal WattTime",
                            "CAISO_NORTH 2026-08-19T00:05:00Z to 2026-08-19T00:10:00Z 408.459929185 marginal WattTime")
                    .last()
                    .asString()
                    .endsWith("WattTime, forecast");
            assertThat(system.asked)
                    .extracting(asked -> asked.header("Authorization"))
                    .containsExactly(
                            "Basic YWRhOnBhc3M=",
                            "Bearer first",
                            "Basic YWRhOnBhc3M=",
                            "Bearer second",
                            "Bearer second");
            assertThat(system.asked.get(3).uri().getQuery())
                    .isEqualTo("region=CAISO_NORTH&signal_type=co2_moer&start=2026-08-19T12:00:00Z"
                            + "&end=2026-08-20T12:00:00Z");
        }
    }

    @Test
    void figuresInOtherUnitsAreRefused() {
        try (FakeSystem system = FakeSystem.inTurn(
                answer(200, "{\"token\": \"t\"}"), answer(200, POINTS.replace("lbs_co2_per_mwh", "percentile")))) {
            assertThatThrownBy(() -> take("watttime", system, PAST_DAY, "CAISO_NORTH"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("units of lbs_co2_per_mwh are expected, not percentile");
        }
    }

    @Test
    void theBritishServiceTellsWhatWasMeasuredAndElseAForecast() throws SourceException {
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HALF_HOURS))) {
            assertThat(take("gb-carbon", system, DAYS, "GB").added()).isEqualTo(2);
            assertThat(facts())
                    .containsExactly(
                            "GB 2026-08-20T11:30:00Z to 2026-08-20T12:00:00Z 155 direct GB Carbon Intensity",
                            "GB 2026-08-20T12:00:00Z to 2026-08-20T12:30:00Z 120 direct GB Carbon Intensity,"
                                    + " forecast");
            assertThat(take("gb-carbon", system, DAYS, "GB").added()).isZero();
        }
    }

    @Test
    void credentialsZonesAndNamesAreAskedForInWords() {
        environment.remove("ELECTRICITY_MAPS_TOKEN");
        try (FakeSystem system = FakeSystem.inTurn(answer(200, HISTORY))) {
            assertThatThrownBy(() -> take("electricity-maps", system, PAST_DAY, "FR"))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessage("Electricity Maps asks for credentials: set ELECTRICITY_MAPS_TOKEN in the environment");
            assertThatThrownBy(() -> take("gb-carbon", system, PAST_DAY, "DE"))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessage("GB Carbon Intensity knows one zone, GB, and not DE");
            assertThatThrownBy(() -> Connectors.grid("gridwatch"))
                    .isInstanceOf(CallersMistake.class)
                    .hasMessage(
                            "no feed of grid intensities is called gridwatch: use one of electricity-maps, watttime,"
                                    + " gb-carbon");
            assertThat(system.asked).isEmpty();
        }
    }

    private Appended take(String feed, FakeSystem system, Span span, String... zones) throws SourceException {
        return ledger.append(
                Connectors.grid(feed).source(List.of(zones), access(system)).read(span));
    }

    private GridAccess access(FakeSystem system) {
        for (String feed : List.of("ELECTRICITY_MAPS", "WATTTIME", "GB_CARBON")) {
            environment.put("OUTLAY_FEED_" + feed + "_URL", system.url("").toString());
        }
        var http = new Http(HttpSettings.of(InstantSource.fixed(NOW)).at(pace, new FixedJitter()), folder);
        return new GridAccess(http, NOW, environment::get, _ -> {});
    }

    private List<String> facts() {
        return Ledgers.facts(ledger, GridIntensity.class).stream()
                .map(fact -> fact.zone() + " " + fact.span() + " "
                        + fact.gramsPerKilowattHour().toPlainString() + " " + fact.basis() + " " + fact.source())
                .toList();
    }
}
