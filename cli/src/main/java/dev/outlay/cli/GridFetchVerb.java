package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.GridFetch;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Asks a service for intensities of grids and takes them into the ledger.
final class GridFetchVerb implements Callable<Integer> {

    private final Session session;
    private final ReportOptions options = new ReportOptions(GridFetch.PARAMETERS, null, true);

    private GridFetchVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        var verb = new GridFetchVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name("fetch");
        verb.options.addTo(spec);
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
        Parameters wish = options.given();
        var progress = new Progress(session.err(), session.isTerminal());
        Table table;
        try {
            Optional<RunningServer> server = session.server();
            table = server.isPresent()
                    ? server.get().act("grids-fetch", "POST", "/api/v1/grids/fetch", wish, null)
                    : here(wish, progress);
        } finally {
            progress.done();
        }
        session.print(table);
        return 0;
    }

    private Table here(Parameters wish, Progress progress) throws Exception {
        try (Outlay outlay = session.outlay()) {
            return new GridFetch(outlay, session.home(), session.clock(), System::getenv).fetch(wish, progress::tell);
        }
    }
}
