package dev.outlay.cli;

import dev.outlay.ledger.Price;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A report as a verb: its parameters are the options, its answer is printed.
final class ReportVerb implements Callable<Integer> {

    // what these answer is in the catalog, so they open no ledger unless they are told to
    private static final Set<String> OF_THE_CATALOG = Set.of("estimate", "compare", "offers", "predict", "plan");
    private static final Set<String> LEDGER_ANYWAY = Set.of("ledger-prices", "ledger-runs", "start-within");
    private static final Set<String> TAKES_PRICES = Set.of("estimate", "compare", "plan");
    private static final String CAN_BE_CLOSED = "chargeback";
    private static final int SAID_NO = 1;

    private final Session session;
    private final Report report;
    private final ReportOptions options;
    private @Nullable OptionSpec pricesFile;
    private @Nullable OptionSpec close;

    private ReportVerb(Session session, Report report, ReportOptions options) {
        this.session = session;
        this.report = report;
        this.options = options;
    }

    /// The command line of a report under a name, which may differ from the report's own.
    static CommandLine command(Session session, Report report, String name) {
        return command(session, report, name, null);
    }

    /// See [#command(Session, Report, String)]; the parameter `first` stands without a name behind the verb.
    static CommandLine command(Session session, Report report, String name, @Nullable String first) {
        return command(new ReportVerb(session, report, new ReportOptions(report, first)), name);
    }

    /// See [#command(Session, Report, String, String)], where `first` may be left out.
    static CommandLine commandOfAny(Session session, Report report, String name, String first) {
        return command(new ReportVerb(session, report, new ReportOptions(report.parameters(), first, false)), name);
    }

    private static CommandLine command(ReportVerb verb, String name) {
        Report report = verb.report;
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(name);
        verb.options.addTo(spec);
        if (TAKES_PRICES.contains(report.name())) {
            verb.pricesFile = OptionSpec.builder("--prices")
                    .type(Path.class)
                    .paramLabel("FILE")
                    .description("A file of your own prices, which come before the catalog's.")
                    .build();
            spec.addOption(verb.pricesFile);
        }
        if (CAN_BE_CLOSED.equals(report.name())) {
            verb.close = OptionSpec.builder("--close")
                    .type(Boolean.class)
                    .arity("0")
                    .description("Close the month: its statement is kept and never changes.")
                    .build();
            spec.addOption(verb.close);
        }
        Help.describe(spec, report.description(), report.examples());
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        Parameters given = options.given();
        if (close != null && Boolean.TRUE.equals(close.getValue())) {
            session.print(session.close(given));
            return 0;
        }
        Path file = pricesFile == null ? null : pricesFile.getValue();
        List<Price> ownPrices = file == null ? List.of() : OwnPrices.in(file, session);
        boolean needsLedger = !OF_THE_CATALOG.contains(report.name())
                || LEDGER_ANYWAY.stream().anyMatch(given.values()::containsKey);
        Table answer = session.answer(report.name(), given, ownPrices, needsLedger);
        session.print(answer);
        return answer.saysNo() ? SAID_NO : 0;
    }
}
