package dev.outlay.connect.watttime;

import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.grid.GridChunks;
import dev.outlay.connect.grid.GridFeed;
import dev.outlay.connect.grid.GridPage;
import dev.outlay.connect.grid.GridReading;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.HttpFailure;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// WattTime: the **marginal** intensity of a grid region every five minutes, with a forecast of up to 72 hours.
///
/// Its figures are pounds of CO2 per MWh and become grams per kWh. They say what one more kilowatt-hour adds and
/// are never mixed with averages. A session's token is good for half an hour and is asked for again when it is
/// refused. Past figures are asked for at most 32 days at a time. Thread-safe.
public final class WattTime implements GridFeed {

    private static final String TITLE = "WattTime";
    private static final String NAME = "watttime";
    private static final String USER = "WATTTIME_USERNAME";
    private static final String PASSWORD = "WATTTIME_PASSWORD";
    private static final String UNITS = "lbs_co2_per_mwh";
    // a pound is 453.59237 g by definition, a MWh 1000 kWh
    private static final BigDecimal GRAMS_PER_KWH = new BigDecimal("0.45359237");
    private static final Duration LONGEST = Duration.ofDays(32);
    private static final RateLimit LIMIT = RateLimit.of(3000, Duration.ofMinutes(5));
    private static final int FURTHEST_HOURS = 72;
    private static final int UNAUTHORIZED = 401;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "WattTime: marginal, what one more kilowatt-hour adds, every five minutes, with forecasts";
    }

    @Override
    public List<String> needs() {
        return List.of(USER, PASSWORD);
    }

    @Override
    public String zones() {
        return "regions of WattTime such as CAISO_NORTH";
    }

    @Override
    public Source source(List<String> zones, GridAccess access) {
        String credentials =
                GridReading.needed(access, TITLE, USER) + ":" + GridReading.needed(access, TITLE, PASSWORD);
        String address = GridReading.address(access, NAME, "https://api.watttime.org");
        return new Source() {
            @Override
            public String name() {
                return GridPage.SOURCE;
            }

            @Override
            public Reading read(Span span) {
                var asking = new Asking(access, address, credentials, span);
                return new GridReading(TITLE, zones, access, asking::read);
            }
        };
    }

    private static final class Asking {

        private final GridAccess access;
        private final String address;
        private final String credentials;
        private final Span span;
        private @Nullable String token;

        Asking(GridAccess access, String address, String credentials, Span span) {
            this.access = access;
            this.address = address;
            this.credentials = credentials;
            this.span = span;
        }

        void read(String zone, Consumer<Fact> consumer) throws IOException, WrongField {
            Instant now = access.now();
            if (span.from().isBefore(now)) {
                Span past = new Span(span.from(), span.to().isBefore(now) ? span.to() : now);
                for (Span part : GridChunks.of(past, LONGEST)) {
                    rows(
                            zone,
                            "historical",
                            "&start=" + part.from() + "&end=" + part.to(),
                            GridPage.Status.MEASURED,
                            consumer);
                }
            }
            if (span.to().isAfter(now)) {
                long hours = Math.min(FURTHEST_HOURS, now.until(span.to().minusNanos(1), ChronoUnit.HOURS) + 1);
                rows(zone, "forecast", "&horizon_hours=" + hours, GridPage.Status.FORECAST, consumer);
            }
        }

        private void rows(String zone, String path, String query, GridPage.Status status, Consumer<Fact> consumer)
                throws IOException, WrongField {
            FeedRow answer = ask(
                    path,
                    "region=" + URLEncoder.encode(zone, StandardCharsets.UTF_8) + "&signal_type=co2_moer" + query);
            FeedRow meta = answer.row("meta");
            String units = meta.text("units");
            if (!units.equals(UNITS)) {
                throw new WrongField("units", units, "units of " + UNITS + " are expected, not " + units);
            }
            String made = meta.textOrNull("generated_at");
            GridPage page = new GridPage(NAME, TITLE, zone, access.now())
                    .asOf(made == null ? null : GridPage.instant("generated_at", made));
            Duration each =
                    Duration.ofSeconds(meta.decimal("data_point_period_seconds").longValue());
            if (!each.isPositive()) {
                throw new WrongField("data_point_period_seconds", each.toString(), "a period is above zero");
            }
            GridReading.rows(
                    answer,
                    "data",
                    page,
                    row -> page.intensity(
                            GridPage.instant("point_time", row.text("point_time")),
                            each,
                            row.decimal("value").multiply(GRAMS_PER_KWH),
                            GridBasis.MARGINAL,
                            status),
                    consumer);
        }

        private FeedRow ask(String path, String query) throws IOException, WrongField {
            URI uri = URI.create(address + "/v3/" + path + "?" + query);
            try {
                return send(uri);
            } catch (HttpFailure failure) {
                if (failure.status() != UNAUTHORIZED) {
                    throw failure;
                }
                token = null;
                return send(uri);
            }
        }

        private FeedRow send(URI uri) throws IOException, WrongField {
            if (token == null) {
                token = GridReading.send(
                                access,
                                Call.get(TITLE, URI.create(address + "/login"))
                                        .limitedTo(LIMIT)
                                        .secret(
                                                "Authorization",
                                                "Basic "
                                                        + Base64.getEncoder()
                                                                .encodeToString(
                                                                        credentials.getBytes(StandardCharsets.UTF_8))))
                        .text("token");
            }
            return GridReading.send(
                    access, Call.get(TITLE, uri).limitedTo(LIMIT).secret("Authorization", "Bearer " + token));
        }
    }
}
