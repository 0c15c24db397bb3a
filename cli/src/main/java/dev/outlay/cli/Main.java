package dev.outlay.cli;

import dev.outlay.recommend.Status;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The command `outlay`. Exit codes: 0 done, 1 a check said no, 2 the caller's mistake, 3 an outside system failed,
/// 70 our bug.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // knows terminals of all kinds, and what people set to ask for no colour
        boolean terminal = Ansi.AUTO.enabled();
        var out = new FileOutputStream(FileDescriptor.out);
        System.exit(run(out, System.err, terminal, arguments));
    }

    /// Runs a command line and gives its exit code. Colour and moving progress are for a terminal only.
    static int run(OutputStream out, PrintStream err, boolean terminal, String... arguments) {
        CommandLine command = command(new Session(out, err, terminal), arguments);
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(terminal ? Ansi.ON : Ansi.OFF));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler(Failures::mistaken);
        command.setExecutionExceptionHandler((failure, _, _) -> Failures.failed(failure, err));
        return command.execute(arguments);
    }

    private static CommandLine command(Session session, String... arguments) {
        CommandLine root = group(
                "outlay",
                "What GPU and ML training will cost, did cost, and emitted.",
                List.of(
                        "demo    # fill a ledger with a sample company and serve its page",
                        "estimate --provider aws --instance p3.2xlarge --region us-east-1 --hours 10    # before a run",
                        "import focus bill.csv    # take in a bill",
                        "cost --by team,month    # who spent what"));
        CommandSpec spec = root.getCommandSpec();
        spec.versionProvider(new Version());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Print the version and end.")
                .build());
        Map<String, Supplier<CommandLine>> verbs = verbs(session);
        Supplier<CommandLine> named = arguments.length == 0 ? null : verbs.get(arguments[0]);
        if (named == null || arguments[0].equals(CompletionVerb.NAME)) {
            verbs.values().forEach(verb -> root.addSubcommand(verb.get()));
        } else {
            // all that follows is for the verb that comes first, and the others take a third of a short command's
            // time
            root.addSubcommand(named.get());
        }
        spec.addMixin("session", CommandSpec.forAnnotatedObject(session));
        return root;
    }

    /// Every verb by its name, in the order in which help lists them.
    private static Map<String, Supplier<CommandLine>> verbs(Session session) {
        Map<String, Supplier<CommandLine>> verbs = new LinkedHashMap<>();
        verbs.put("demo", () -> DemoVerb.command(session));
        verbs.put("serve", () -> ServeVerb.command(session));
        verbs.put("import", () -> ImportVerb.command(session));
        verbs.put("rate", () -> RateVerb.command(session));
        verbs.put("export", () -> ExportVerb.command(session));
        verbs.put("focus", () -> FocusVerb.command(session));
        for (String name : List.of("cost", "estimate", "compare", "plan", "replay")) {
            verbs.put(
                    name, () -> ReportVerb.command(session, Reports.named(name).orElseThrow(), name));
        }
        verbs.put("predict", () -> PredictVerb.command(session));
        verbs.put("forecast", () -> forecast(session));
        verbs.put(
                "anomalies",
                () -> ReportVerb.command(session, Reports.named("anomalies").orElseThrow(), "anomalies"));
        verbs.put("carbon", () -> carbon(session));
        verbs.put("recommend", () -> recommend(session));
        verbs.put(
                "optimize",
                () -> ReportVerb.command(session, Reports.named("optimize").orElseThrow(), "optimize"));
        verbs.put("prices", () -> prices(session));
        verbs.put("budget", () -> BudgetVerbs.command(session));
        verbs.put("alert", () -> alert(session));
        verbs.put("automation", () -> AutomationVerbs.group(session));
        verbs.put("queue", () -> QueueVerb.command(session));
        verbs.put("report", () -> reports(session));
        verbs.put("mcp", () -> McpVerb.command(session));
        verbs.put("token", () -> TokenVerbs.group(session));
        verbs.put("settings", () -> SettingsVerb.command(session));
        verbs.put(CompletionVerb.NAME, () -> CompletionVerb.command(session));
        return verbs;
    }

    private static CommandLine forecast(Session session) {
        CommandLine forecast =
                ReportVerb.command(session, Reports.named("forecast").orElseThrow(), "forecast");
        forecast.addSubcommand(
                ReportVerb.command(session, Reports.named("finish").orElseThrow(), "run", "run"));
        return forecast;
    }

    private static CommandLine carbon(Session session) {
        CommandLine carbon = ReportVerb.command(session, Reports.named("carbon").orElseThrow(), "carbon");
        carbon.addSubcommand(
                ReportVerb.command(session, Reports.named("greenest").orElseThrow(), "greenest"));
        carbon.addSubcommand(
                ReportVerb.command(session, Reports.named("carbon-run").orElseThrow(), "run", "id"));
        carbon.addSubcommand(GridFetchVerb.command(session));
        return carbon;
    }

    private static CommandLine recommend(Session session) {
        CommandLine recommend =
                ReportVerb.command(session, Reports.named("recommend").orElseThrow(), "recommend");
        recommend.addSubcommand(AdviceVerb.command(
                session,
                "accept",
                Status.ACCEPTED,
                "Say that an advice will be followed.",
                "recommend accept idle-gpu-3fa2    # it stays in the list as accepted"));
        recommend.addSubcommand(AdviceVerb.command(
                session,
                "dismiss",
                Status.DISMISSED,
                "Say that an advice will not be followed, and why.",
                "recommend dismiss idle-gpu-3fa2 --reason 'kept for the release'    # it leaves the list"));
        recommend.addSubcommand(AdviceVerb.command(
                session,
                "done",
                Status.DONE,
                "Say that an advice was followed: what it saves is then held against what it promised.",
                "recommend done idle-gpu-3fa2    # a day of charges later, recommend --status done tells"));
        return recommend;
    }

    private static CommandLine prices(Session session) {
        CommandLine group =
                group("prices", "Prices: those known, those missing, new ones, and how they moved.", List.of());
        group.addSubcommand(ReportVerb.command(session, Reports.named("offers").orElseThrow(), "list"));
        group.addSubcommand(
                ReportVerb.command(session, Reports.named("unknown-prices").orElseThrow(), "unknown"));
        group.addSubcommand(PricesFetchVerb.fetch(session));
        group.addSubcommand(PricesFetchVerb.feeds(session));
        for (String name : List.of("history", "stats", "cheapest", "recommend", "alerts")) {
            group.addSubcommand(
                    ReportVerb.command(session, Reports.named("price-" + name).orElseThrow(), name));
        }
        return group;
    }

    private static CommandLine alert(Session session) {
        CommandLine group = group("alert", "What is watched, whom to tell, and what they were told.", List.of());
        AlertLifeVerbs.addTo(group, session);
        AlertVerbs.addTo(group, session);
        return group;
    }

    private static CommandLine reports(Session session) {
        CommandLine group = group("report", "One named question about the ledger or the catalog.", List.of());
        for (Report report : Reports.ALL) {
            group.addSubcommand(ReportVerb.command(session, report, report.name()));
        }
        return group;
    }

    /// A verb that only groups others: without one of them it shows its help and is a mistake.
    static CommandLine group(String name, String description, List<String> examples) {
        var showHelp = new ShowHelp();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(showHelp).name(name);
        showHelp.spec = spec;
        Help.describe(spec, description, examples);
        return new CommandLine(spec);
    }

    /// Every verb that does something, by its whole name, such as `import usage`; without other names of the same.
    public static List<String> verbNames() {
        List<String> names = new ArrayList<>();
        addNames("", command(new Session(OutputStream.nullOutputStream(), System.err, false)), names);
        return names;
    }

    private static void addNames(String group, CommandLine command, List<String> names) {
        command.getSubcommands().forEach((name, verb) -> {
            if (!name.equals(verb.getCommandName())) {
                return;
            }
            String whole = group + name;
            if (!(verb.getCommandSpec().userObject() instanceof ShowHelp)) {
                names.add(whole);
            }
            addNames(whole + " ", verb, names);
        });
    }

    /// What a group of verbs does by itself.
    private static final class ShowHelp implements Callable<Integer> {

        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            CommandLine group = Objects.requireNonNull(spec).commandLine();
            group.usage(group.getErr());
            return Failures.MISTAKE;
        }
    }
}
