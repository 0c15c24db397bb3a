package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.http.Http;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Asks a service for intensities of grids and takes them into the ledger.
final class GridFetchVerb implements Callable<Integer> {

    private final Session session;
    private final OptionSpec feed;
    private final OptionSpec zones;
    private final OptionSpec last;
    private final OptionSpec ahead;

    private GridFetchVerb(Session session) {
        this.session = session;
        this.feed = option(
                        "--feed",
                        "electricity-maps",
                        "Which service: "
                                + Connectors.GRIDS.stream()
                                        .map(each -> each.name() + " (" + each.zones()
                                                + (each.needs().isEmpty()
                                                        ? ""
                                                        : "; needs " + String.join(", ", each.needs()))
                                                + ")")
                                        .collect(Collectors.joining("; "))
                                + ".")
                .required(true)
                .build();
        this.zones = OptionSpec.builder("--zone")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .splitRegex(",")
                .required(true)
                .paramLabel("aws/eu-west-1")
                .description("Its zones; repeat for more.")
                .build();
        this.last = option("--last", "7d", "How far back: 24h, 7d, 8w (default: 24h).")
                .build();
        this.ahead = option("--ahead", "48h", "How far ahead: 24h, 3d (default: 24h).")
                .build();
    }

    static CommandLine command(Session session) {
        var verb = new GridFetchVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("fetch")
                .addOption(verb.feed)
                .addOption(verb.zones)
                .addOption(verb.last)
                .addOption(verb.ahead);
        Help.describe(
                spec,
                "Take intensities of grids in, past and forecast. Asking again changes nothing.",
                List.of(
                        "carbon fetch --feed electricity-maps --zone aws/eu-west-1,DE    # the last day and the next",
                        "carbon fetch --feed gb-carbon --zone GB --last 7d    # a week, without a key"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            throw new CallersMistake("the server at " + server.get().url()
                    + " owns the ledger: stop it to fetch grid intensities, or send it a file with outlay import grid");
        }
        List<String> names = zones.getValue();
        Instant now = session.clock().instant();
        Span span =
                new Span(length(last, now).from(), now.plus(length(ahead, now).length()));
        var progress = new Progress(session.err(), session.isTerminal());
        try (Http http = new Http(
                        HttpSettings.of(session.clock()),
                        session.home().directory().resolve("http"));
                Outlay outlay = session.outlay()) {
            var access = new GridAccess(http, now, System::getenv, progress::tell);
            Table taken = outlay.take(Connectors.grid(feed.getValue(), names, span, access))
                    .table();
            progress.done();
            List<String> notes = new ArrayList<>(taken.notes());
            access.missing().forEach(sentence -> notes.add("not read: " + sentence));
            session.print(Table.of(taken.name(), taken.heading(), taken.columns(), taken.rows(), notes));
        } finally {
            progress.done();
        }
        return 0;
    }

    private static Span length(OptionSpec option, Instant now) {
        @Nullable String said = option.getValue();
        Span span = Period.of(Parameters.of(Period.LAST.name(), said == null ? "24h" : said), now);
        if (span == null) {
            throw new IllegalStateException("a length is a span");
        }
        return span;
    }

    private static OptionSpec.Builder option(String name, String example, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(example).description(description);
    }
}
