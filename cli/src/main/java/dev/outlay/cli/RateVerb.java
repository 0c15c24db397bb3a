package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.Taken;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Rates all usage anew, after a rate card has changed.
final class RateVerb implements Callable<Integer> {

    private final Session session;

    private RateVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(new RateVerb(session)).name("rate");
        Help.describe(
                spec,
                "Rate all usage anew, after rate-card.yaml has changed. What comes out as before stays.",
                List.of("rate    # then see outlay cost"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws SourceException, IOException {
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            session.print(server.get().act("rate", "POST", "/api/v1/rate", Parameters.NONE, null));
            return 0;
        }
        var progress = new Progress(session.err(), session.isTerminal());
        try (Outlay outlay = session.outlay()) {
            Taken taken =
                    outlay.rate(day -> progress.tell("rating " + day.toString().substring(0, 10)));
            progress.done();
            session.print(taken.table());
        } finally {
            progress.done();
        }
        return 0;
    }
}
