package dev.outlay.cli;

import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.connect.focus.check.FocusValidation;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Checks a data set against FOCUS. Exit code 1 where it breaks a rule that says must.
final class FocusVerb implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Session session;
    private final PositionalParamSpec file = PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .type(Path.class)
            .paramLabel("FILE")
            .description("CSV, CSV.gz or Parquet.")
            .build();
    private final OptionSpec version = OptionSpec.builder("--focus-version")
            .type(String.class)
            .paramLabel("1.2")
            .description("The version it claims to be: 1.0 to 1.4 (default: as its columns tell).")
            .build();
    private final OptionSpec model = OptionSpec.builder("--model")
            .type(Path.class)
            .paramLabel("JSON")
            .description(
                    "Your copy of the FinOps Foundation's requirements model (default: essential rules of our own).")
            .build();
    private final OptionSpec supports = OptionSpec.builder("--supports")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .splitRegex(",")
            .arity("1")
            .paramLabel("CRITERION")
            .description("What the provider supports, in the model's words, or all: its conditional rules then apply.")
            .build();

    private FocusVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        CommandLine group = Main.group(
                "focus",
                "Bills in the FOCUS form as such.",
                List.of("focus validate bill.csv    # is it what FOCUS requires"));
        var verb = new FocusVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("validate")
                .addPositional(verb.file)
                .addOption(verb.version)
                .addOption(verb.model)
                .addOption(verb.supports);
        Help.describe(
                spec,
                "Check a data set against FOCUS, one line a rule. Ends with 1 where a rule that says MUST is broken.",
                List.of(
                        "focus validate bill.csv    # by essential rules of our own",
                        "focus validate bill.parquet --model model-1.2.json    # by every rule of your requirements model"));
        group.addSubcommand(new CommandLine(spec));
        return group;
    }

    @Override
    public Integer call() throws SourceException, IOException {
        String claimed = version.getValue();
        List<String> supported = supports.getValue();
        Table answer = FocusValidation.of(
                file.getValue(), versionOf(claimed), model.getValue(), supported == null ? List.of() : supported);
        session.print(answer);
        return FocusValidation.passed(answer) ? 0 : FAILED;
    }

    private static @Nullable FocusVersion versionOf(@Nullable String text) {
        try {
            return text == null ? null : FocusVersion.of(text);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }
}
