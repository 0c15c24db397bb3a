package dev.outlay.cli;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.alert.Courier;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.channel.PostOffice;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Reports;
import dev.outlay.report.Table;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs about alerts themselves: looking for them, reading them, and what people do about them.
final class AlertLifeVerbs {

    private static final String BY = "by";

    private AlertLifeVerbs() {}

    /// Adds them to the group `alert`.
    static void addTo(CommandLine group, Session session) {
        group.addSubcommand(new Act("check", List.of(), null, _ -> "alerts/check", (alerting, _) -> alerting.check())
                .command(
                        session,
                        "Look once at everything that is watched, and tell whom it concerns: docs/how-to/alerts.md.",
                        List.of("alert check    # every few minutes by cron, where no server runs")));
        report(group, session, "alerts", "list", null);
        report(group, session, "alert", "show", "id");
        group.addSubcommand(new Act(
                        "ack",
                        Alerting.ACKNOWLEDGE,
                        "id",
                        given -> "alerts/" + encoded(given.text("id").orElse("")) + "/acknowledge",
                        Alerting::acknowledge)
                .command(
                        session,
                        "Take an alert on, so that it goes no further.",
                        List.of("alert ack 4f2a91c3aa-1 --note \"looking at it\"    # whoever was told hears of it")));
        group.addSubcommand(new Act(
                        "resolve",
                        Alerting.RESOLVE,
                        "id",
                        given -> "alerts/" + encoded(given.text("id").orElse("")) + "/resolve",
                        Alerting::resolve)
                .command(
                        session,
                        "End an alert; it fires again only when its condition was gone, or is worse.",
                        List.of("alert resolve 4f2a91c3aa-1 --note \"disk replaced\"    # instead of waiting")));
        group.addSubcommand(new Act("silence", Alerting.SILENCE, null, _ -> "alerts/silences", Alerting::silence)
                .command(
                        session,
                        "Keep alerts from being told for a while; they are still found and listed.",
                        List.of(
                                "alert silence --rule idle-gpu --label team=vision --for 4h    # during a test",
                                "alert silence --alert 4f2a91c3aa --for 7d    # this one only")));
        report(group, session, "alert-silences", "silences", null);
        group.addSubcommand(new Act(
                        "unsilence",
                        Alerting.UNSILENCE,
                        "id",
                        given -> "alerts/silences/" + encoded(given.text("id").orElse("")) + "/end",
                        Alerting::unsilence)
                .command(
                        session,
                        "End a silence before its time; what still fires is told then.",
                        List.of("alert unsilence silence-12    # see alert silences")));
        report(group, session, "alert-history", "history", null);
        group.addSubcommand(rules(session));
    }

    private static void report(CommandLine group, Session session, String name, String verb, @Nullable String first) {
        group.addSubcommand(ReportVerb.command(session, Reports.named(name).orElseThrow(), verb, first));
    }

    /// Something that is done to alerts: by which parameters, where a server does it, and how it is done here.
    private record Act(
            String name,
            List<Parameter> parameters,
            @Nullable String first,
            Function<Parameters, String> path,
            Doing doing) {

        CommandLine command(Session session, String description, List<String> examples) {
            var options = new ReportOptions(parameters, first, true);
            Callable<Integer> verb = () -> {
                Parameters given = signed(options.given());
                session.print(done(session, given));
                return 0;
            };
            CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(name);
            options.addTo(spec);
            Help.describe(spec, description, examples);
            return new CommandLine(spec);
        }

        /// What was given, with whose hand it is.
        private Parameters signed(Parameters given) {
            boolean signs = parameters.stream().anyMatch(each -> each.name().equals(BY));
            if (!signs || given.text(BY).isPresent()) {
                return given;
            }
            Map<String, List<String>> all = new LinkedHashMap<>(given.values());
            all.put(BY, List.of(System.getProperty("user.name", "unknown")));
            return new Parameters(all);
        }

        private Table done(Session session, Parameters given) throws SourceException, IOException {
            Optional<RunningServer> server = session.server();
            if (server.isPresent()) {
                Map<String, List<String>> query = new LinkedHashMap<>(given.values());
                if (first != null) {
                    // it stands in the path
                    query.remove(first);
                }
                return server.get().act(name, "POST", "/api/v1/" + path.apply(given), new Parameters(query), null);
            }
            try (Outlay outlay = session.outlay()) {
                Table table = doing.apply(Connectors.alerting(outlay, session.home(), System::getenv), given);
                deliver(outlay, session);
                return table;
            }
        }
    }

    private interface Doing {
        Table apply(Alerting alerting, Parameters given) throws SourceException;
    }

    /// Sends what is due, for no server does it.
    private static void deliver(Outlay outlay, Session session) throws SourceException {
        PostOffice office = AlertVerbs.office(outlay, session);
        if (office.names().isEmpty()) {
            return;
        }
        Courier.Worked worked = office.drain();
        if (worked.sent() > 0) {
            session.err().println("outlay: " + worked.sent() + " messages sent");
        }
        int left = worked.waiting() + worked.unknown() + worked.dead();
        if (left > 0) {
            session.err().println("outlay: " + left + " messages did not arrive: see outlay alert deliveries");
        }
    }

    private static CommandLine rules(Session session) {
        Callable<Integer> verb = () -> {
            // asks the home and no ledger, which a running server may own
            try (Outlay outlay = session.outlay()) {
                session.print(Connectors.alerting(outlay, session.home(), System::getenv)
                        .rules());
            }
            return 0;
        };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name("rules");
        Help.describe(
                spec,
                "Every rule with the thresholds that count here: docs/reference/alerts-file.md.",
                List.of("alert rules    # checks alerts.yaml, too"));
        return new CommandLine(spec);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
