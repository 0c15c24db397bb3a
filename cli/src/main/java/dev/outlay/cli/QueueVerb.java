package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.file.QueueFile;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.QueueQuestion;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// When the jobs of a file run within a quota, when each ends, what each costs.
final class QueueVerb implements Callable<Integer> {

    private final Session session;
    private final PositionalParamSpec file = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("FILE")
            .description("The quota, the shares and the jobs in YAML: docs/reference/queue-file.md.")
            .build();
    private final OptionSpec ledgerSpend = OptionSpec.builder("--ledger-spend")
            .type(Boolean.class)
            .arity("0")
            .description("What teams have spent this month counts against their share.")
            .build();

    private QueueVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        CommandLine group = Main.group("queue", "Jobs that wait.", List.of("queue plan jobs.yaml    # who runs when"));
        var verb = new QueueVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name("plan");
        spec.add(verb.file);
        spec.addOption(verb.ledgerSpend);
        Help.describe(
                spec,
                "When waiting jobs run within a quota of GPUs, when each ends, and what it costs.",
                List.of(
                        "queue plan jobs.yaml    # by priority and fair share",
                        "queue plan jobs.yaml --ledger-spend    # who spent much this month waits"));
        group.addSubcommand(new CommandLine(spec));
        return group;
    }

    @Override
    public Integer call() throws SourceException, IOException {
        Path path = file.getValue();
        boolean spend = Boolean.TRUE.equals(ledgerSpend.getValue());
        Optional<RunningServer> server = spend ? session.server() : Optional.empty();
        if (server.isPresent()) {
            session.print(server.get()
                    .act(
                            "queue-plan",
                            "POST",
                            "/api/v1/queue/plan",
                            Parameters.of("name", String.valueOf(path.getFileName()), "ledger-spend", "true"),
                            text(path)));
            return 0;
        }
        QueueQuestion question = QueueFile.read(path);
        try (Outlay outlay = session.outlay()) {
            Table plan = outlay.queue(question, spend);
            session.print(plan);
        }
        return 0;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new CallersMistake("cannot read " + path + ": " + e.getMessage() + "; check the path", e);
        }
    }
}
