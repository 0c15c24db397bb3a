package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Fetches prices from the feeds of providers into the ledger, or says how that went the last time.
final class PricesFetchVerb implements Callable<Integer> {

    private final Session session;
    private final OptionSpec providers = OptionSpec.builder("--provider")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("NAME")
            .description("Only the feeds of this provider, or the feed of this name; may be given several times"
                    + " (default: every feed that is set up).")
            .build();
    private final OptionSpec acceptShrunk = OptionSpec.builder("--accept-shrunk")
            .type(Boolean.class)
            .arity("0")
            .description("Take a feed that has less than half of the prices it had before.")
            .build();

    private PricesFetchVerb(Session session) {
        this.session = session;
    }

    /// The verb `prices fetch`.
    static CommandLine fetch(Session session) {
        var verb = new PricesFetchVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("fetch")
                .addOption(verb.providers)
                .addOption(verb.acceptShrunk);
        Help.describe(
                spec,
                "Fetch the prices of providers into the ledger: docs/how-to/price-feeds.md.",
                List.of(
                        "prices fetch    # every provider that asks for no credentials, and those that are set up",
                        "prices fetch --provider azure --provider vast-ai    # only these"));
        return new CommandLine(spec);
    }

    /// The verb `prices feeds`.
    static CommandLine feeds(Session session) {
        Callable<Integer> status = () -> {
            // asks the home and no ledger, which a running server may own
            try (Outlay outlay = session.outlay();
                    PriceFetch fetch = Connectors.priceFetch(outlay, session.home(), session.clock())) {
                session.print(fetch.status());
            }
            return 0;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(status).name("feeds");
        Help.describe(
                spec,
                "The price feeds there are, and how they went the last time.",
                List.of("prices feeds    # which are set up, and how old their prices are"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws SourceException, IOException {
        List<String> names = names();
        boolean shrunk = Boolean.TRUE.equals(acceptShrunk.getValue());
        var wish = new PriceFetch.Wish(names, shrunk);
        var progress = new Progress(session.err(), session.isTerminal());
        Table table;
        try {
            Optional<RunningServer> server = session.server();
            table = server.isPresent() ? server.get().fetchPrices(names, shrunk) : fetch(wish, progress);
        } finally {
            progress.done();
        }
        session.print(table);
        if (!session.printsNotes()) {
            table.notes().forEach(note -> session.err().println("outlay: " + note));
        }
        return "0".equals(table.heading().get("failed")) ? 0 : Failures.OUTSIDE;
    }

    private Table fetch(PriceFetch.Wish wish, Progress progress) throws SourceException, IOException {
        try (Outlay outlay = session.outlay();
                PriceFetch fetch = Connectors.priceFetch(outlay, session.home(), session.clock())) {
            return fetch.fetch(wish, progress::tell);
        }
    }

    private List<String> names() {
        @Nullable List<String> given = providers.getValue();
        return given == null ? List.of() : given;
    }
}
