package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.channel.PostOffice;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The verbs about how alerts are told: channels, tests of them, deliveries.
final class AlertVerbs {

    private AlertVerbs() {}

    /// Adds them to the group `alert`.
    static void addTo(CommandLine group, Session session) {
        group.addSubcommand(test(session));
        group.addSubcommand(channels(session));
        group.addSubcommand(
                ReportVerb.command(session, Reports.named("deliveries").orElseThrow(), "deliveries"));
        group.addSubcommand(retry(session));
    }

    /// The option that says who asks; without it, the user of the operating system does.
    static OptionSpec by() {
        return OptionSpec.builder("--by")
                .type(String.class)
                .paramLabel("NAME")
                .description("Who asks for it, for the record (default: your name on this machine).")
                .build();
    }

    /// Who asks.
    static String actor(OptionSpec by) {
        @Nullable String given = by.getValue();
        return given == null || given.isBlank() ? System.getProperty("user.name", "unknown") : given.strip();
    }

    /// What delivers alerts from a ledger.
    static PostOffice office(Outlay outlay, Session session) {
        return Connectors.postOffice(outlay, session.home(), session.clock(), System::getenv);
    }

    private static CommandLine test(Session session) {
        PositionalParamSpec channel = first("CHANNEL", "The name of the channel, as alerts.yaml has it.");
        OptionSpec by = by();
        Callable<Integer> verb = () -> {
            String name = channel.getValue();
            Table answer = ask(
                    session,
                    "channel-test",
                    "channels/" + encoded(name) + "/test",
                    Parameters.of("by", actor(by)),
                    office -> office.test(name, actor(by)));
            session.print(answer);
            return "true".equals(answer.heading().get(PostOffice.DELIVERED)) ? 0 : Failures.OUTSIDE;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("test")
                .addPositional(channel)
                .addOption(by);
        Help.describe(
                spec,
                "Send a test message through a channel, once and now, and say what happened.",
                List.of("alert test oncall    # exit code 0 where the receiver took it, 3 where it did not"));
        return new CommandLine(spec);
    }

    private static CommandLine channels(Session session) {
        Callable<Integer> verb = () -> {
            // asks the home and no ledger, which a running server may own
            try (Outlay outlay = session.outlay()) {
                session.print(office(outlay, session).list());
            }
            return 0;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name("channels");
        Help.describe(
                spec,
                "The channels that alerts.yaml sets up: docs/how-to/alert-channels.md.",
                List.of("alert channels    # checks the file and every secret it refers to"));
        return new CommandLine(spec);
    }

    private static CommandLine retry(Session session) {
        PositionalParamSpec id = first("ID", "The delivery, as alert deliveries names it.");
        OptionSpec by = by();
        Callable<Integer> verb = () -> {
            String delivery = id.getValue();
            Parameters query = Parameters.of("id", delivery, "by", actor(by));
            session.print(
                    ask(session, "delivery", "deliveries/retry", query, office -> office.retry(delivery, actor(by))));
            return 0;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb)
                .name("retry")
                .addPositional(id)
                .addOption(by);
        Help.describe(
                spec,
                "Send a message again that is dead or unknown.",
                List.of("alert retry budget/vision/2026-11/80/trigger@oncall    # see alert deliveries"));
        return new CommandLine(spec);
    }

    /// Asks the server that owns the ledger where one runs, else the ledger.
    private static Table ask(Session session, String answer, String path, Parameters query, Asking asking)
            throws SourceException {
        Optional<RunningServer> server = session.server();
        if (server.isPresent()) {
            return server.get().act(answer, "POST", "/api/v1/" + path, query, null);
        }
        try (Outlay outlay = session.outlay()) {
            return asking.ask(office(outlay, session));
        }
    }

    private interface Asking {
        Table ask(PostOffice office) throws SourceException;
    }

    private static PositionalParamSpec first(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
