package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.demo.Demo;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Fills a ledger with the sample company, prints the headline and serves the page.
final class DemoVerb implements Callable<Integer> {

    private static final String FILLING = "filling ";
    private static final String FILLED = "filled ";

    private final Session session;
    private final OptionSpec port = ServeVerb.portOption();
    private final OptionSpec noServe = OptionSpec.builder("--no-serve")
            .type(boolean.class)
            .arity("0")
            .description("Fill the ledger and print the headline only.")
            .build();

    private DemoVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        var verb = new DemoVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("demo")
                .addOption(verb.noServe)
                .addOption(verb.port);
        Help.describe(
                spec,
                "Fill a ledger with an invented company, print what it spent, and serve the page. Needs no account and no"
                        + " network.",
                List.of(
                        "demo    # then open http://127.0.0.1:" + ServeVerb.DEFAULT_PORT,
                        "demo --no-serve --home /tmp/outlay-demo    # in a home of its own, without the page"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException, SourceException, InterruptedException {
        if (session.server().isEmpty()) {
            fill();
        }
        Parameters byTeam = Parameters.of("by", "team", "format", "detailed");
        session.print(session.answer("cost", byTeam, List.of(), true));
        boolean serves = !noServe.<Boolean>getValue();
        return serves ? ServeVerb.serve(session, port.getValue()) : 0;
    }

    /// The mark beside the ledger says that it is a demo, of which instant, and whether it is whole, so that a demo that
    /// was stopped is completed as it was begun, and a ledger of one's own is left alone.
    private void fill() throws IOException, SourceException {
        Path directory = session.home().directory();
        Path mark = directory.resolve("demo");
        boolean marked = Files.exists(mark);
        if (!marked && Files.exists(directory.resolve("ledger.duckdb"))) {
            throw new CallersMistake("the ledger in " + directory
                    + " is your own and no demo: give the demo a home of its own with --home DIR");
        }
        String state = marked ? Files.readString(mark).strip() : FILLING + session.clock().instant();
        if (state.startsWith(FILLED)) {
            return;
        }
        Files.createDirectories(directory);
        Files.writeString(mark, state);
        Instant now = Instant.parse(state.substring(FILLING.length()));
        var progress = new Progress(session.err(), session.isTerminal());
        Path files = Files.createTempDirectory(directory, "demo-files");
        try (Outlay outlay = session.outlay()) {
            progress.tell("making the sample company");
            for (Source source : Demo.sources(files, now, progress::tell)) {
                outlay.take(source, day -> progress.tell("rating " + day.toString().substring(0, 10)));
            }
        } finally {
            progress.done();
            delete(files);
        }
        Files.writeString(mark, FILLED + now);
    }

    private static void delete(Path files) throws IOException {
        try (var listed = Files.newDirectoryStream(files)) {
            for (Path file : listed) {
                Files.delete(file);
            }
        }
        Files.delete(files);
    }
}
