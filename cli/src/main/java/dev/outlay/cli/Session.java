package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.cli.print.Format;
import dev.outlay.connect.AllocationSettings;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.Home;
import dev.outlay.connect.RateCardSettings;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every verb takes, and what they lead to: the ledger, or the server that owns it.
final class Session {

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How answers are printed: table, json, csv or markdown (default: table).")
    private Format output = Format.TABLE;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where the ledger lives (default: $$OUTLAY_HOME, else $$XDG_DATA_HOME/outlay, else"
                    + " ~/.local/share/outlay).")
    private @Nullable String home;

    @Option(
            names = "--store",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Another ledger than that of the home: duckdb:FILE.")
    private @Nullable String store;

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            scope = ScopeType.INHERIT,
            description =
                    "The instant to take for now, such as 2026-10-01T12:00:00Z, for answers that can be repeated.")
    private @Nullable Instant now;

    @Option(
            names = "--allocation",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Who pays for what, in place of allocation.yaml of the home.")
    private @Nullable Path allocation;

    @Option(
            names = "--rate-card",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Prices by hour of day, urgency and agreement, in place of rate-card.yaml of the home.")
    private @Nullable Path rateCard;

    /// How long what is short waits for a ledger that another process holds.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OutputStream out;
    private final PrintStream err;
    private final boolean terminal;

    Session(OutputStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    Home home() {
        return Home.resolve(home);
    }

    /// The store's URL, with the path of its file in full: the server and the home lie elsewhere than the caller.
    String store() {
        try {
            return store == null
                    ? home().ledgerUrl()
                    : "duckdb:" + Connectors.file(store, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    InstantSource clock() {
        return now == null ? InstantSource.system() : InstantSource.fixed(now);
    }

    @Nullable
    Instant fixedNow() {
        return now;
    }

    @Nullable
    Path allocation() {
        return allocation;
    }

    @Nullable
    Path rateCard() {
        return rateCard;
    }

    /// Where answers go: standard output.
    OutputStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean isTerminal() {
        return terminal;
    }

    /// The server that owns the ledger, if one runs.
    Optional<RunningServer> server() {
        Optional<RunningServer> server = RunningServer.find(home().serverFile(), store());
        if (server.isPresent() && rateCard != null) {
            throw new CallersMistake("the server at " + server.get().url() + " owns the ledger and follows the file "
                    + home().rateCardFile() + ": put the card there, or stop the server to ask with --rate-card");
        }
        return server;
    }

    /// Outlay on the ledger itself, which is opened only when something needs it.
    Outlay outlay() {
        return outlay(Duration.ZERO);
    }

    /// The same, waiting so long for a ledger that another process holds.
    Outlay outlay(Duration patience) {
        return new Outlay(
                () -> LedgerTurn.open(
                        () -> Connectors.ledger(store(), home().directory(), clock()),
                        Connectors.file(store(), home().directory()),
                        patience),
                Catalog.builtin(),
                clock(),
                AllocationSettings.of(home(), allocation),
                RateCardSettings.of(home(), rateCard));
    }

    /// The answer of a report, from the server that owns the ledger where one runs.
    Table answer(String report, Parameters parameters, List<Price> ownPrices, boolean needsLedger) {
        Optional<RunningServer> server = needsLedger && ownPrices.isEmpty() ? server() : Optional.empty();
        if (server.isPresent()) {
            if (allocation != null) {
                throw new CallersMistake("the server at " + server.get().url()
                        + " owns the ledger and follows the file " + home().allocationFile()
                        + ": put the rules there, or stop the server to ask with --allocation");
            }
            return server.get().answer(report, parameters);
        }
        try (Outlay outlay = outlay()) {
            return outlay.answer(report, parameters, ownPrices);
        }
    }

    /// Closes the month that the parameters name, in the server that owns the ledger where one runs.
    Table close(Parameters parameters) throws SourceException {
        Optional<RunningServer> server = server();
        if (server.isPresent()) {
            return server.get().close(parameters);
        }
        try (Outlay outlay = outlay()) {
            return outlay.close(parameters);
        }
    }

    /// Whether what is printed has a place for notes, which a file of values has not.
    boolean printsNotes() {
        return output != Format.CSV;
    }

    void print(Table table) throws IOException {
        output.print(table, terminal, out);
    }

    /// Prints a line that is no answer, such as the address of a server.
    void say(String line) throws IOException {
        out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
