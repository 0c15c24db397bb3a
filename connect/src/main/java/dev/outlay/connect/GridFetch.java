package dev.outlay.connect;

import dev.outlay.Outlay;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks a service for intensities of grids, past and forecast, and takes them into the ledger. Thread-safe where
/// the ledger is; asking again adds nothing.
public final class GridFetch {

    public static final Parameter FEED = Parameter.one(
            "feed",
            "electricity-maps",
            "Which service: "
                    + Connectors.GRIDS.stream()
                            .map(each -> each.name() + " (" + each.zones()
                                    + (each.needs().isEmpty() ? "" : "; needs " + String.join(", ", each.needs()))
                                    + ")")
                            .collect(Collectors.joining("; ")));
    public static final Parameter ZONE = Parameter.many("zone", "aws/eu-west-1", "Its zones; repeat for more");
    public static final Parameter LAST = Parameter.one("last", "7d", "How far back: 24h, 7d, 8w (default: 24h)");
    public static final Parameter AHEAD = Parameter.one("ahead", "48h", "How far ahead: 24h, 3d (default: 24h)");

    /// What a fetch takes, in the order shown.
    public static final List<Parameter> PARAMETERS = List.of(FEED, ZONE, LAST, AHEAD);

    private static final String A_DAY = "24h";

    private final Outlay outlay;
    private final Home home;
    private final InstantSource clock;
    private final Function<String, @Nullable String> environment;

    /// Fetches into the ledger of `outlay`; answers are kept below `home`, and `environment` has the credentials.
    public GridFetch(Outlay outlay, Home home, InstantSource clock, Function<String, @Nullable String> environment) {
        this.outlay = outlay;
        this.home = home;
        this.clock = clock;
        this.environment = environment;
    }

    /// Fetches what the parameters name; `progress` gets a few words now and then. Throws [CallersMistake] on a
    /// service or zone that is not known and a variable that is not set, [SourceException] where the service or the
    /// ledger fails.
    public Table fetch(Parameters wish, Consumer<String> progress) throws SourceException {
        wish.only("the fetching of grid intensities", PARAMETERS);
        String feed = wish.required(FEED);
        List<String> zones = wish.many(ZONE.name(), zone -> zone);
        if (zones.isEmpty()) {
            throw new CallersMistake(
                    "zone is missing: name the zones of " + feed + " to ask about, such as " + ZONE.example());
        }
        Instant now = clock.instant();
        Span span = new Span(
                length(wish, LAST, now).from(),
                now.plus(length(wish, AHEAD, now).length()));
        try (Http http = new Http(HttpSettings.of(clock), home.directory().resolve("http"))) {
            var access = new GridAccess(http, now, environment, progress);
            Table taken =
                    outlay.take(Connectors.grid(feed, zones, span, access)).table();
            List<String> notes = new ArrayList<>(taken.notes());
            access.missing().forEach(sentence -> notes.add("not read: " + sentence));
            return Table.of(taken.name(), taken.heading(), taken.columns(), taken.rows(), notes);
        }
    }

    private static Span length(Parameters wish, Parameter parameter, Instant now) {
        String said = wish.text(parameter.name()).orElse(A_DAY);
        try {
            Span span = Period.of(Parameters.of(Period.LAST.name(), said), now);
            if (span != null) {
                return span;
            }
        } catch (CallersMistake e) {
            throw new CallersMistake(
                    parameter.name() + ": a length such as " + parameter.example() + " is expected, not " + said, e);
        }
        throw new IllegalStateException("a length is a span");
    }
}
