package dev.outlay.connect.gbcarbon;

import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.grid.GridChunks;
import dev.outlay.connect.grid.GridFeed;
import dev.outlay.connect.grid.GridPage;
import dev.outlay.connect.grid.GridReading;
import dev.outlay.connect.http.Call;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The GB Carbon Intensity service: the average intensity of Great Britain at the stack every half hour, with a
/// forecast of up to 48 hours. It needs no key.
///
/// Past half hours state what was measured, those to come a forecast. At most 14 days are asked for at a time.
/// Thread-safe.
public final class GbCarbon implements GridFeed {

    private static final String TITLE = "GB Carbon Intensity";
    private static final String NAME = "gb-carbon";
    private static final String ZONE = "GB";
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final Duration FURTHEST = Duration.ofDays(2);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "GB Carbon Intensity: average of Great Britain at the stack, every half hour, with forecasts";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public String zones() {
        return "one zone, GB";
    }

    @Override
    public Source source(List<String> zones, GridAccess access) {
        for (String zone : zones) {
            if (!zone.equalsIgnoreCase(ZONE)) {
                throw new CallersMistake(TITLE + " knows one zone, GB, and not " + zone);
            }
        }
        String address = GridReading.address(access, NAME, "https://api.carbonintensity.org.uk");
        return new Source() {
            @Override
            public String name() {
                return GridPage.SOURCE;
            }

            @Override
            public Reading read(Span span) {
                return new GridReading(
                        TITLE, List.of(ZONE), access, (_, consumer) -> ask(access, address, span, consumer));
            }
        };
    }

    private static void ask(GridAccess access, String address, Span span, Consumer<Fact> consumer)
            throws IOException, WrongField {
        Instant end = access.now().plus(FURTHEST);
        if (!span.from().isBefore(end)) {
            return;
        }
        var page = new GridPage(NAME, TITLE, ZONE, access.now());
        for (Span part : GridChunks.of(new Span(span.from(), span.to().isBefore(end) ? span.to() : end), LONGEST)) {
            FeedRow answer = GridReading.send(
                    access,
                    Call.get(
                            TITLE,
                            URI.create(address + "/intensity/" + minute(part.from()) + "/" + minute(part.to()))));
            GridReading.rows(answer, "data", page, row -> figure(row, page), consumer);
        }
    }

    private static @Nullable GridIntensity figure(FeedRow row, GridPage page) throws WrongField {
        Instant from = GridPage.instant("from", row.text("from"));
        Instant to = GridPage.instant("to", row.text("to"));
        if (!from.isBefore(to)) {
            throw new WrongField("to", to.toString(), "a half hour ends after it starts, which is at " + from);
        }
        FeedRow intensity = row.row("intensity");
        BigDecimal measured = intensity.decimalOrNull("actual");
        BigDecimal grams = measured == null ? intensity.decimalOrNull("forecast") : measured;
        return grams == null
                ? null
                : page.intensity(
                        from,
                        Duration.between(from, to),
                        grams,
                        GridBasis.DIRECT,
                        measured == null ? GridPage.Status.FORECAST : GridPage.Status.MEASURED);
    }

    // the service takes minutes and no seconds
    private static String minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES).toString().replaceFirst(":00Z$", "Z");
    }
}
