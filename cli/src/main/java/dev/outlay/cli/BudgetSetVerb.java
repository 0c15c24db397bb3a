package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.BudgetParameters;
import dev.outlay.report.Parameters;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// States the budgets of a file, all of them or, where one cannot be stated, none.
final class BudgetSetVerb implements Callable<Integer> {

    private final Session session;
    private final PositionalParamSpec file = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("FILE")
            .description("budgets.yaml, or the budgets.json of an older tool.")
            .build();
    private final OptionSpec prune = OptionSpec.builder("--prune")
            .type(Boolean.class)
            .arity("0")
            .description("Delete the budgets that the file does not state.")
            .build();
    private final OptionSpec currency = text("--currency", "CODE", "The currency of amounts in JSON that say none.");
    private final OptionSpec by =
            text("--" + BudgetParameters.BY.name(), BudgetParameters.BY.example(), Help.sentence(BudgetParameters.BY));

    private BudgetSetVerb(Session session) {
        this.session = session;
    }

    static CommandLine command(Session session) {
        var verb = new BudgetSetVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("set")
                .addPositional(verb.file)
                .addOption(verb.prune)
                .addOption(verb.currency)
                .addOption(verb.by);
        Help.describe(
                spec,
                "State the budgets of a file: docs/reference/budgets-file.md. Stating them again changes nothing.",
                List.of(
                        "budget set budgets.yaml    # those that it does not state stay",
                        "budget set budgets.json --currency USD    # the budgets of an older tool"));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        Path path = file.getValue();
        String text = text(path);
        String name = String.valueOf(path.getFileName());
        @Nullable String code = currency.getValue();
        boolean prunes = Boolean.TRUE.equals(prune.getValue());
        @Nullable String actor = by.getValue();
        String asker = Objects.requireNonNullElseGet(actor, () -> System.getProperty("user.name", ""));
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            Map<String, List<String>> query = new LinkedHashMap<>();
            query.put("name", List.of(name));
            query.put("prune", List.of(Boolean.toString(prunes)));
            query.put("by", List.of(asker));
            if (code != null) {
                query.put("currency", List.of(code));
            }
            session.print(server.get().act("budget", "PUT", "/api/v1/budgets", new Parameters(query), text));
            return 0;
        }
        try (Outlay outlay = session.outlay()) {
            session.print(outlay.budgets().set(Connectors.budgets(name, text, code), prunes, asker));
        }
        return 0;
    }

    private static String text(Path path) throws IOException {
        try {
            if (Files.size(path) > Connectors.LARGEST_BUDGETS) {
                throw new CallersMistake(path + " has more than " + (Connectors.LARGEST_BUDGETS >> 20)
                        + " MiB: state fewer budgets in one file");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new CallersMistake("there is no file " + path + ": check the path", e);
        } catch (CharacterCodingException e) {
            throw new CallersMistake(path + " is no text in UTF-8: save it as UTF-8", e);
        }
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
