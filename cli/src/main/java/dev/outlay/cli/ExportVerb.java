package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.focus.FocusExport;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes the ledger's charges to a file in the FOCUS form.
final class ExportVerb implements Callable<Integer> {

    private final Session session;
    private final Map<String, OptionSpec> period = new LinkedHashMap<>();
    private final OptionSpec version = OptionSpec.builder("--focus-version")
            .type(String.class)
            .paramLabel("1.2")
            .defaultValue("1.2")
            .description(
                    "The version to write: 1.2, 1.3 or 1.4 (default: 1.2). From 1.3 on with the split-cost columns.")
            .build();
    private final OptionSpec out = OptionSpec.builder("--out")
            .type(Path.class)
            .required(true)
            .paramLabel("FILE")
            .description("Where to: its name ends in .csv, .csv.gz or .parquet.")
            .build();
    private final OptionSpec force = OptionSpec.builder("--force")
            .type(boolean.class)
            .arity("0")
            .description("Replace the file if it is there.")
            .build();

    private ExportVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        CommandLine group = Main.group(
                "export",
                "Write what the ledger holds to a file.",
                List.of("export focus --out charges.csv    # every charge, for any tool that reads FOCUS"));
        var verb = new ExportVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("focus")
                .addOption(verb.out)
                .addOption(verb.version);
        for (Parameter parameter : Period.PARAMETERS) {
            OptionSpec option = OptionSpec.builder("--" + parameter.name())
                    .type(String.class)
                    .paramLabel(parameter.example())
                    .description(Help.sentence(parameter))
                    .build();
            verb.period.put(parameter.name(), option);
            spec.addOption(option);
        }
        spec.addOption(verb.force);
        Help.describe(
                spec,
                "Every charge in the FOCUS form, metered ones too: docs/reference/focus.md.",
                List.of(
                        "export focus --out charges.csv    # then check it with outlay focus validate charges.csv",
                        "export focus --focus-version 1.3 --from 2026-10-01 --to 2026-11-01 --out october.parquet    #"
                                + " one month"));
        group.addSubcommand(new CommandLine(spec));
        return group;
    }

    @Override
    public Integer call() throws SourceException, IOException {
        Map<String, List<String>> given = new LinkedHashMap<>();
        period.forEach((name, option) -> {
            String value = option.getValue();
            if (value != null) {
                given.put(name, List.of(value));
            }
        });
        Optional<RunningServer> server = session.server();
        boolean replace = Boolean.TRUE.equals(force.getValue());
        if (server.isPresent()) {
            session.print(
                    server.get().exportFocus(versionAsked().text(), new Parameters(given), out.getValue(), replace));
            return 0;
        }
        Span span = Optional.ofNullable(
                        Period.of(new Parameters(given), session.clock().instant()))
                .orElse(Span.EVER);
        try (Outlay outlay = session.outlay()) {
            session.print(FocusExport.write(outlay.ledger(), span, versionAsked(), out.getValue(), replace)
                    .table());
        }
        return 0;
    }

    private FocusVersion versionAsked() {
        try {
            return FocusVersion.of(version.getValue());
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }
}
