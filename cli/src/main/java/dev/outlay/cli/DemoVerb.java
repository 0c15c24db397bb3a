package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.demo.Demo;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Fills a ledger with the sample company, prints the headline and serves the page.
final class DemoVerb implements Callable<Integer> {

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
        Parameters headline = Parameters.of("by", "team,use", "format", "detailed");
        session.print(session.answer("cost", headline, List.of(), true));
        boolean serves = !Boolean.TRUE.equals(noServe.getValue());
        return serves ? ServeVerb.serve(session, port.getValue()) : 0;
    }

    /// The company's files are kept beside the ledger, so that a demo that was stopped is completed as it was
    /// begun. A ledger that stands without them is somebody's own and left alone.
    private void fill() throws IOException, SourceException {
        Path directory = session.home().directory();
        Path company = directory.resolve("demo-company");
        boolean begun = Files.exists(company);
        if (!begun && Files.exists(directory.resolve("ledger.duckdb"))) {
            throw new CallersMistake("the ledger in " + directory
                    + " is your own and no demo: give the demo a home of its own with --home DIR");
        }
        Path done = company.resolve("in-the-ledger");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(company);
        var progress = new Progress(session.err(), session.isTerminal());
        try (Outlay outlay = session.outlay()) {
            Demo.fill(outlay, company, session.clock().instant(), progress::tell);
        } finally {
            progress.done();
        }
        Files.createFile(done);
    }
}
