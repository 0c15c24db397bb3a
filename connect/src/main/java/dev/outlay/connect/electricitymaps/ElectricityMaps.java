package dev.outlay.connect.electricitymaps;

import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.grid.GridChunks;
import dev.outlay.connect.grid.GridFeed;
import dev.outlay.connect.grid.GridPage;
import dev.outlay.connect.grid.GridReading;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.json.Json;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.units.Span;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Electricity Maps: the average intensity of a zone by the hour, life cycle, with a forecast of up to 72 hours.
///
/// A zone is one of its own (`DE`) or a region of a cloud (`aws/eu-west-1`). The last 24 hours are asked for in one
/// call, longer spans ten days at a time. The newest hours are its own estimates, which it revises. Thread-safe.
public final class ElectricityMaps implements GridFeed {

    private static final String TITLE = "Electricity Maps";
    private static final String NAME = "electricity-maps";
    private static final String TOKEN = "ELECTRICITY_MAPS_TOKEN";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(10);
    private static final List<Integer> HORIZONS = List.of(6, 24, 48, 72);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Electricity Maps: average of the grid, life cycle, by the hour, with forecasts";
    }

    @Override
    public List<String> needs() {
        return List.of(TOKEN);
    }

    @Override
    public String zones() {
        return "zones such as DE or US-CAL-CISO, or regions of aws, gcp and azure such as aws/eu-west-1";
    }

    @Override
    public Source source(List<String> zones, GridAccess access) {
        String token = GridReading.needed(access, TITLE, TOKEN);
        String address = GridReading.address(access, NAME, "https://api.electricitymaps.com");
        return new Source() {
            @Override
            public String name() {
                return GridPage.SOURCE;
            }

            @Override
            public Reading read(Span span) {
                var asking = new Asking(access, address + "/v3/carbon-intensity/", token, span);
                return new GridReading(TITLE, zones, access, asking::read);
            }
        };
    }

    private record Asking(GridAccess access, String address, String token, Span span) {

        void read(String zone, Consumer<Fact> consumer) throws IOException, WrongField {
            Instant now = access.now();
            if (span.from().isBefore(now)) {
                Span past = new Span(span.from(), span.to().isBefore(now) ? span.to() : now);
                if (past.from().isBefore(now.minus(DAY))) {
                    for (Span part : GridChunks.of(past, LONGEST)) {
                        past(zone, "past-range", "&start=" + part.from() + "&end=" + part.to(), "data", consumer);
                    }
                } else {
                    past(zone, "history", "", "history", consumer);
                }
            }
            if (span.to().isAfter(now)) {
                forecast(zone, consumer);
            }
        }

        private void past(String zone, String path, String query, String list, Consumer<Fact> consumer)
                throws IOException, WrongField {
            FeedRow answer = ask(path, zone, query);
            var page = new GridPage(NAME, TITLE, zone, access.now());
            GridReading.rows(
                    answer,
                    list,
                    page,
                    row -> {
                        String updated = row.textOrNull("updatedAt");
                        return figure(
                                row,
                                page.asOf(updated == null ? null : GridPage.instant("updatedAt", updated)),
                                estimated(row) ? GridPage.Status.ESTIMATED : GridPage.Status.MEASURED);
                    },
                    consumer);
        }

        private void forecast(String zone, Consumer<Fact> consumer) throws IOException, WrongField {
            long ahead = access.now().until(span.to().minusNanos(1), ChronoUnit.HOURS) + 1;
            int horizon = HORIZONS.stream()
                    .filter(hours -> hours >= ahead)
                    .findFirst()
                    .orElse(HORIZONS.getLast());
            FeedRow answer = ask("forecast", zone, "&horizonHours=" + horizon);
            String updated = answer.textOrNull("updatedAt");
            GridPage page = new GridPage(NAME, TITLE, zone, access.now())
                    .asOf(updated == null ? null : GridPage.instant("updatedAt", updated));
            GridReading.rows(answer, "forecast", page, row -> figure(row, page, GridPage.Status.FORECAST), consumer);
        }

        private @Nullable GridIntensity figure(FeedRow row, GridPage page, GridPage.Status status) throws WrongField {
            String factors = row.textOrNull("emissionFactorType");
            if (factors != null && !factors.equals("lifecycle") && !factors.equals("direct")) {
                throw new WrongField(
                        "emissionFactorType", factors, "lifecycle or direct is expected: the two are never mixed");
            }
            if (row.fields().get("carbonIntensity") == null) {
                return null;
            }
            return page.intensity(
                    GridPage.instant("datetime", row.text("datetime")),
                    HOUR,
                    row.decimal("carbonIntensity"),
                    "direct".equals(factors) ? GridBasis.DIRECT : GridBasis.LOCATION_BASED,
                    status);
        }

        private static boolean estimated(FeedRow row) {
            return row.fields().get("isEstimated") instanceof Json.Truth truth && truth.value();
        }

        private FeedRow ask(String path, String zone, String query) throws IOException {
            int slash = zone.indexOf('/');
            String where = slash < 0
                    ? "zone=" + encoded(zone)
                    : "dataCenterProvider=" + encoded(zone.substring(0, slash)) + "&dataCenterRegion="
                            + encoded(zone.substring(slash + 1));
            return GridReading.send(
                    access,
                    Call.get(TITLE, URI.create(address + path + "?" + where + query))
                            .secret("auth-token", token));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
