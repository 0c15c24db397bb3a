package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Takes files into the ledger: usage, bills, prices, runs, and what other tools kept.
final class ImportVerb implements Callable<Integer> {

    private final Session session;
    private final String kind;
    private final PositionalParamSpec files;
    private final @Nullable OptionSpec currency;

    private ImportVerb(Session session, String kind, String forms, boolean takesCurrency) {
        this.session = session;
        this.kind = kind;
        this.files = PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .paramLabel("FILE")
                .description(forms)
                .build();
        this.currency = takesCurrency
                ? OptionSpec.builder("--currency")
                        .type(String.class)
                        .paramLabel("CODE")
                        .description("The currency of amounts whose file says none, such as USD.")
                        .build()
                : null;
    }

    static CommandLine command(Session session) {
        CommandLine group = Main.group(
                "import",
                "Take files into the ledger. Taking a file in twice changes nothing.",
                List.of("import usage october.csv    # then see outlay cost"));
        group.addSubcommand(table(session, "usage", "Who held which GPU for how long: docs/reference/usage-file.md."));
        group.addSubcommand(kind(
                new ImportVerb(session, "metrics", "CSV, CSV.gz or Parquet.", false),
                "How busy GPUs, pods and nodes were: docs/reference/metrics-file.md.",
                "import metrics dcgm.csv    # then see outlay report utilization"));
        group.addSubcommand(table(session, "focus", "Bills in the FOCUS form: docs/reference/focus.md."));
        group.addSubcommand(table(session, "prices", "Prices of your own: docs/reference/price-file.md."));
        group.addSubcommand(table(session, "grid", "Intensities of grids, by the hour: docs/reference/grid-file.md."));
        group.addSubcommand(kind(
                new ImportVerb(session, "hardware", "YAML.", false),
                "Rate cards of machines you own: docs/reference/hardware-file.md.",
                "import hardware lab.yaml    # then see outlay report hardware"));
        group.addSubcommand(kind(
                new ImportVerb(session, "runs", "CSV, JSON or JSON lines, or one of them with gzip.", false),
                "Attempts of training runs, their owner and metrics: docs/reference/runs-file.md.",
                "import runs runs.csv    # then see outlay report runs"));
        group.addSubcommand(kind(
                new ImportVerb(session, "opencost", "JSON, or JSON with gzip.", true),
                "Answers of OpenCost's allocation API: docs/reference/opencost.md.",
                "import opencost --currency USD allocation.json    # then see outlay cost"));
        group.addSubcommand(kind(
                new ImportVerb(session, "history", "JSON, or JSON with gzip.", true),
                "Prices and costs that older tools kept: docs/reference/history-files.md.",
                "import history price_history.json cost_history.json    # then see outlay cost"));
        return group;
    }

    private static CommandLine table(Session session, String kind, String description) {
        return kind(
                new ImportVerb(session, kind, "CSV, CSV.gz or Parquet.", false),
                description,
                "import " + kind + " FILE.csv    # then see outlay cost");
    }

    private static CommandLine kind(ImportVerb verb, String description, String example) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(verb).name(verb.kind).addPositional(verb.files);
        if (verb.currency != null) {
            spec.addOption(verb.currency);
        }
        Help.describe(spec, description, List.of(example));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws SourceException, IOException {
        List<Path> paths = files.getValue();
        Optional<RunningServer> server = session.server();
        List<Table> outcomes = new ArrayList<>();
        var progress = new Progress(session.err(), session.isTerminal());
        try (Outlay outlay = session.outlay()) {
            for (Path path : paths) {
                outcomes.add(server.isPresent() ? send(server.get(), path, progress) : take(outlay, path, progress));
            }
        } finally {
            progress.done();
            // a file that cannot be read hides nothing of what was done with those before it
            if (!outcomes.isEmpty()) {
                session.print(together(paths, outcomes));
            }
        }
        return 0;
    }

    private Table take(Outlay outlay, Path path, Progress progress) throws SourceException {
        String name = String.valueOf(path.getFileName());
        return outlay.take(
                        Connectors.source(
                                kind,
                                path,
                                session.clock(),
                                (read, total, _) -> progress.bytes(name, read, total),
                                currency()),
                        day -> progress.tell(name + ": rating " + day.toString().substring(0, 10)))
                .table();
    }

    private Table send(RunningServer server, Path path, Progress progress) throws SourceException {
        long total = path.toFile().length();
        return server.importFile(
                kind, path, currency(), sent -> progress.bytes(String.valueOf(path.getFileName()), sent, total));
    }

    private @Nullable String currency() {
        return currency == null ? null : currency.getValue();
    }

    private static Table together(List<Path> paths, List<Table> outcomes) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        for (int i = 0; i < outcomes.size(); i++) {
            List<@Nullable String> row = new ArrayList<>(outcomes.get(i).rows().getFirst());
            row.set(0, paths.get(i).toString());
            rows.add(row);
            notes.addAll(outcomes.get(i).notes());
        }
        Map<String, @Nullable String> heading =
                outcomes.size() == 1 ? outcomes.getFirst().heading() : Map.of();
        return Table.of("import", heading, outcomes.getFirst().columns(), rows, List.copyOf(notes));
    }
}
