package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.recommend.Status;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Period;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Says what somebody decided about an advice: accepted, dismissed or done.
final class AdviceVerb implements Callable<Integer> {

    private final Session session;
    private final Status status;
    private final PositionalParamSpec id = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(String.class)
            .paramLabel("ID")
            .description("The id of the advice, or how it starts.")
            .build();
    private final OptionSpec reason = option("--reason", "TEXT", "Why.");
    private final OptionSpec by = option("--by", "NAME", "Who says so (default: the user of the operating system).");
    private final Map<String, OptionSpec> period = new LinkedHashMap<>();

    private AdviceVerb(Session session, Status status) {
        this.session = session;
        this.status = status;
        for (Parameter parameter : Period.PARAMETERS) {
            period.put(
                    parameter.name(), option("--" + parameter.name(), parameter.example(), Help.sentence(parameter)));
        }
    }

    static CommandLine command(Session session, String name, Status status, String description, String example) {
        var verb = new AdviceVerb(session, status);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(name);
        spec.addPositional(verb.id);
        spec.addOption(verb.reason);
        spec.addOption(verb.by);
        verb.period.values().forEach(spec::addOption);
        Help.describe(spec, description, List.of(example));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws SourceException, IOException {
        String asked = id.getValue();
        String actor = by.getValue() == null ? System.getProperty("user.name") : by.getValue();
        Map<String, List<String>> span = new LinkedHashMap<>();
        period.forEach((name, option) -> {
            String value = option.getValue();
            if (value != null) {
                span.put(name, List.of(value));
            }
        });
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            session.print(server.get().decideAdvice(asked, status, actor, reason.getValue(), new Parameters(span)));
            return 0;
        }
        try (Outlay outlay = session.outlay()) {
            session.print(outlay.advice().decide(asked, status, actor, reason.getValue(), new Parameters(span)));
        }
        return 0;
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
