package dev.outlay.connect;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.automation.Automation;
import dev.outlay.budget.Stated;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.alertmanager.AlertmanagerKind;
import dev.outlay.connect.aws.PriceListBulk;
import dev.outlay.connect.aws.PriceListQuery;
import dev.outlay.connect.aws.SpotPriceHistory;
import dev.outlay.connect.azure.AzureRetailPrices;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.PostOffice;
import dev.outlay.connect.command.AutomationFile;
import dev.outlay.connect.command.CommandLauncher;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.connect.duckdb.DuckDbSettings;
import dev.outlay.connect.electricitymaps.ElectricityMaps;
import dev.outlay.connect.email.EmailKind;
import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAges;
import dev.outlay.connect.feed.FeedSettings;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.connect.file.BudgetsFile;
import dev.outlay.connect.file.GridFile;
import dev.outlay.connect.file.HardwareFile;
import dev.outlay.connect.file.MetricsFile;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.RunsFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.gbcarbon.GbCarbon;
import dev.outlay.connect.gcp.CloudBilling;
import dev.outlay.connect.grid.GridAccess;
import dev.outlay.connect.grid.GridFeed;
import dev.outlay.connect.grid.GridFigures;
import dev.outlay.connect.history.HistoryFile;
import dev.outlay.connect.history.OldBudgets;
import dev.outlay.connect.http.HttpSettings;
import dev.outlay.connect.lambda.LambdaInstanceTypes;
import dev.outlay.connect.opencost.OpenCostFile;
import dev.outlay.connect.pagerduty.PagerDutyKind;
import dev.outlay.connect.paperspace.PaperspaceMachines;
import dev.outlay.connect.runpod.RunpodPrices;
import dev.outlay.connect.slack.SlackKind;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableSource;
import dev.outlay.connect.teams.TeamsKind;
import dev.outlay.connect.vast.VastOffers;
import dev.outlay.connect.watttime.WattTime;
import dev.outlay.connect.webhook.WebhookKind;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Source;
import dev.outlay.spot.Launcher;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one list of what exists to speak to the outside. Thread-safe.
public final class Connectors {

    /// The kinds of files that facts are imported from, in the order shown.
    public static final List<FileKind> FILES = List.of(
            table("usage", "what was held, from when to when, by whom", UsageFile::source),
            table("metrics", "how busy GPUs, pods and nodes were", MetricsFile::source),
            table("focus", "a bill in the form of FOCUS 1.0 to 1.4", FocusFile::source),
            table("prices", "prices of your own, negotiated or collected", PriceFile::source),
            table("grid", "intensities of grids, by the hour or for longer", GridFile::source),
            new FileKind(
                    "hardware", "rate cards of machines you own", false, (file, _, _, _) -> new HardwareFile(file)),
            new FileKind(
                    "runs",
                    "attempts of training runs, with owner and metrics",
                    false,
                    (file, clock, progress, _) -> RunsFile.source(file, clock, progress)),
            new FileKind("opencost", "an answer of OpenCost's allocation API", true, OpenCostFile::source),
            new FileKind("history", "prices and costs that older tools kept in JSON", true, HistoryFile::source));

    /// The feeds that prices are fetched from, in the order shown.
    public static final List<Feed> FEEDS = List.of(
            new PriceListQuery(),
            new PriceListBulk(),
            new SpotPriceHistory(),
            new AzureRetailPrices(),
            new CloudBilling(),
            new LambdaInstanceTypes(),
            new PaperspaceMachines(),
            new RunpodPrices(),
            new VastOffers());

    /// The services that tell how much carbon a grid's electricity stands for, in the order shown.
    public static final List<GridFeed> GRIDS = List.of(new ElectricityMaps(), new WattTime(), new GbCarbon());

    /// The most bytes that a file of budgets may have; ten thousand of them take a few MiB.
    public static final long LARGEST_BUDGETS = 16L << 20;

    /// The kinds of channels that tell of alerts, in the order shown.
    public static final List<ChannelKind> CHANNELS = List.of(
            new SlackKind(),
            new EmailKind(),
            new PagerDutyKind(),
            new TeamsKind(),
            new WebhookKind(),
            new AlertmanagerKind());

    private static final String DUCKDB = "duckdb:";

    private Connectors() {}

    /// A kind of file: the word that names it, what is in it, whether the caller may state the currency of what
    /// says none, how it is opened.
    public record FileKind(String name, String description, boolean takesCurrency, Opener opener) {

        /// Makes the source of one file.
        public interface Opener {
            Source open(Path file, InstantSource clock, Progress progress, @Nullable String currency);
        }
    }

    /// Makes the source of one file with a table in it, which says its currency itself.
    private interface TableOpener {
        TableSource open(Path file, InstantSource clock, Progress progress);
    }

    private static FileKind table(String name, String description, TableOpener opener) {
        return new FileKind(
                name, description, false, (file, clock, progress, _) -> open(opener, file, clock, progress));
    }

    private static TableSource open(TableOpener opener, Path file, InstantSource clock, Progress progress) {
        return opener.open(file, clock, progress);
    }

    /// The source of a file of a kind. Throws [IllegalArgumentException] on an unknown kind, listing the known
    /// ones.
    public static Source source(String kind, Path file, InstantSource clock, Progress progress) {
        return source(kind, file, clock, progress, null);
    }

    /// See [#source(String, Path, InstantSource, Progress)]; `currency` is that of amounts whose file says none.
    /// Throws [CallersMistake] where one is given for a kind of file that says it.
    public static Source source(
            String kind, Path file, InstantSource clock, Progress progress, @Nullable String currency) {
        FileKind known = FILES.stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of file " + kind + ": use one of "
                        + String.join(", ", FILES.stream().map(FileKind::name).toList())));
        if (currency != null && !known.takesCurrency()) {
            throw new CallersMistake("currency: a file of the kind " + kind + " says it, so it is not to be given");
        }
        return known.opener().open(file, clock, progress, currency);
    }

    /// The way to fetch prices from all feeds into the ledger of `outlay`. What they answered and how they went is
    /// kept below `home`; credentials and other addresses come from `environment`, which answers null for a
    /// variable that is not set.
    public static PriceFetch priceFetch(
            Outlay outlay, Home home, InstantSource clock, Function<String, @Nullable String> environment) {
        return new PriceFetch(
                outlay, Catalog.builtin(), FEEDS, new FeedSettings(feeds(home), HttpSettings.of(clock), environment));
    }

    /// See the other `priceFetch`, in the environment of this process.
    public static PriceFetch priceFetch(Outlay outlay, Home home, InstantSource clock) {
        return priceFetch(outlay, home, clock, FeedSettings::ofProcess);
    }

    /// What starts and stops the targets that `automation.yaml` of a home states: the commands it names for them.
    static Launcher launcher(AutomationFile.Stated stated, Home home) {
        return new CommandLauncher(stated.targets(), home.directory().resolve("automation"));
    }

    /// Automation on the ledger of `outlay`, with the targets, commands and rules of a home.
    public static Automation automation(Outlay outlay, Home home, InstantSource clock) {
        return AutomationSettings.of(outlay, home, clock);
    }

    /// The budgets that a text states: JSON of an older tool where the name ends so, else our own YAML. `currency`
    /// is that of amounts in such JSON that say none. Throws [CallersMistake], with the line, where it is not
    /// understood.
    public static List<Stated> budgets(String name, String text, @Nullable String currency) {
        if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return OldBudgets.parse(name, text, currency);
        }
        if (currency != null) {
            throw new CallersMistake("currency: a file in YAML says it in each limit, so it is not to be given");
        }
        return BudgetsFile.parse(name, text);
    }

    private static Path feeds(Home home) {
        return home.directory().resolve("feeds");
    }

    /// Where alerts on the ledger of `outlay` are looked for and dealt with, by `alerts.yaml` of a home;
    /// `environment` answers null for a variable that is not set.
    public static Alerting alerting(Outlay outlay, Home home, Function<String, @Nullable String> environment) {
        return outlay.alerting(AlertSettings.of(home, environment), () -> FeedAges.of(feeds(home), FEEDS));
    }

    /// What delivers alerts from the ledger of `outlay` through the channels that `alerts.yaml` of a home sets up;
    /// `environment` answers null for a variable that is not set.
    public static PostOffice postOffice(
            Outlay outlay, Home home, InstantSource clock, Function<String, @Nullable String> environment) {
        return new PostOffice(outlay::ledger, AlertChannels.of(home, environment), clock);
    }

    /// The service of a name that tells grid intensities. Throws [CallersMistake] listing the known ones.
    public static GridFeed grid(String name) {
        return GRIDS.stream()
                .filter(feed -> feed.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new CallersMistake("no feed of grid intensities is called " + name + ": use one of "
                        + String.join(", ", GRIDS.stream().map(GridFeed::name).toList())));
    }

    /// What a service tells of some zones over a span, past and forecast. Throws [CallersMistake] where the service
    /// is not known, a variable is not set or a zone cannot be one of its own.
    public static Source grid(String name, List<String> zones, Span span, GridAccess access) {
        return new GridFigures(grid(name), zones, span, access);
    }

    /// Loads what the first ledger of a process needs, for one that has other work meanwhile.
    public static void loadAhead() {
        DuckDbLedger.loadAhead();
    }

    /// The ledger of a store such as `duckdb:ledger.duckdb`, whose file is below `home` where it is relative;
    /// without a store, the file `ledger.duckdb` in `home`. Throws [IllegalArgumentException] on a store of another
    /// kind and [dev.outlay.ledger.LedgerException] where it cannot be opened.
    public static Ledger ledger(@Nullable String store, Path home, InstantSource clock) {
        return DuckDbLedger.open(file(store, home), DuckDbSettings.defaults(), clock);
    }

    /// The file of a store; see [#ledger].
    public static Path file(@Nullable String store, Path home) {
        if (store == null) {
            return home.resolve("ledger.duckdb");
        }
        if (!store.startsWith(DUCKDB) || store.length() == DUCKDB.length()) {
            throw new IllegalArgumentException("unknown store " + store
                    + ": a store is a file written as duckdb:FILE, such as duckdb:ledger.duckdb");
        }
        return home.resolve(store.substring(DUCKDB.length()));
    }
}
