package dev.outlay.connect.feed;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.http.Http;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads feeds, checks what they say, and takes what is new into the ledger.
///
/// A feed that fails keeps nobody else from being read, and what it said of old holds. A price that did not change
/// is not stated again. Usage is rated anew from the earliest new price on; where that was interrupted, the next
/// fetch completes it. Thread-safe: fetches happen one after the other. Close it to free its connections.
public final class PriceFetch implements AutoCloseable {

    /// What to fetch: names of feeds or providers, none for every feed that is set up; and whether a feed that lost
    /// more than half of its prices is to be believed. Immutable.
    public record Wish(List<String> names, boolean acceptShrunk) {

        public static final Wish EVERYTHING = new Wish(List.of(), false);

        public Wish {
            names = List.copyOf(names);
        }
    }

    private final Outlay outlay;
    private final Catalog catalog;
    private final List<Feed> feeds;
    private final FeedSettings settings;
    private final Path states;
    private final Path due;
    private final Http http;

    /// Fetches `feeds` into the ledger of `outlay`, stating prices by the names of `catalog`.
    public PriceFetch(Outlay outlay, Catalog catalog, List<Feed> feeds, FeedSettings settings) {
        this.outlay = outlay;
        this.catalog = catalog;
        this.feeds = List.copyOf(feeds);
        this.settings = settings;
        this.states = states(settings.folder());
        this.due = settings.folder().resolve("rating-due");
        this.http = new Http(settings.http(), settings.folder().resolve("answers"));
    }

    static Path states(Path folder) {
        return folder.resolve("state");
    }

    /// Fetches what is wished for and says how each feed went; `progress` gets a few words now and then.
    ///
    /// Throws [CallersMistake] on a name that is no feed's and no provider's, and on a feed asked for by name whose
    /// credentials are not set; [SourceException] where the ledger breaks off, [IOException] where the disk fails.
    public synchronized Table fetch(Wish wish, Consumer<String> progress) throws SourceException, IOException {
        List<Feed> chosen = chosen(wish.names());
        KnownPrices known = KnownPrices.in(outlay.ledger());
        List<FeedReading> readings = new ArrayList<>();
        for (Feed feed : chosen) {
            progress.accept(feed.name() + ": asking");
            readings.add(read(feed, known, wish.acceptShrunk(), progress));
        }
        if (!wish.names().isEmpty()) {
            checkAnyIsSetUp(readings);
        }
        take(
                readings.stream()
                        .map(FeedReading::facts)
                        .flatMap(Collection::stream)
                        .toList(),
                progress);
        // last, so that what was not appended does not count as fetched
        for (FeedReading reading : readings) {
            reading.state().write(states, reading.feed().name());
        }
        return FeedTable.fetched(readings, settings.http().clock().instant());
    }

    /// How every feed went the last time, without asking any.
    public Table status() {
        FeedAccess access = access(_ -> {});
        List<FeedReading> readings = new ArrayList<>();
        for (Feed feed : feeds) {
            FeedState state = FeedState.read(states, feed.name());
            FeedReading notSetUp = FeedReading.notSetUp(feed, access, state);
            readings.add(notSetUp == null ? new FeedReading(feed, List.of(), 0, 0, state) : notSetUp);
        }
        return FeedTable.status(readings, settings.http().clock().instant());
    }

    @Override
    public void close() {
        http.close();
    }

    // what was asked for by name and cannot be asked is a mistake, also where only a provider's own chain knows
    private static void checkAnyIsSetUp(List<FeedReading> readings) {
        if (readings.stream().allMatch(reading -> reading.state().status() == FeedStatus.NOT_SET_UP)) {
            throw new CallersMistake("cannot fetch the prices of "
                    + readings.getFirst().feed().name() + ": "
                    + readings.getFirst().state().reason());
        }
    }

    /// The feeds of a wish, in the order in which they are listed.
    private List<Feed> chosen(List<String> names) {
        FeedAccess access = access(_ -> {});
        Set<Feed> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Feed> called =
                    feeds.stream().filter(feed -> isCalled(feed, name)).toList();
            if (called.isEmpty()) {
                throw new CallersMistake("no price feed is called '" + name + "': there are "
                        + feeds.stream().map(Feed::name).collect(Collectors.joining(", ")));
            }
            // of several feeds of a provider, those that are set up will do
            if (called.stream()
                    .noneMatch(feed -> FeedReading.unset(feed, access).isEmpty())) {
                Feed feed = called.getFirst();
                throw new CallersMistake("cannot fetch the prices of " + feed.name() + ": it takes credentials, so"
                        + " set " + String.join(" and ", FeedReading.unset(feed, access)) + " in the environment");
            }
            chosen.addAll(called);
        }
        return names.isEmpty() ? feeds : feeds.stream().filter(chosen::contains).toList();
    }

    private boolean isCalled(Feed feed, String name) {
        return feed.name().equalsIgnoreCase(name.strip())
                || catalog.provider(name)
                        .map(provider -> provider.id().equals(feed.provider()))
                        .orElse(false);
    }

    /// Appends what is new and rates the usage it touches, also what an earlier fetch left to do.
    private void take(List<Fact> facts, Consumer<String> progress) throws SourceException, IOException {
        Instant from = Stream.concat(
                        facts.stream().filter(Price.class::isInstance).map(Fact::at), leftDue().stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (from != null) {
            Files.createDirectories(due.getParent());
            Files.writeString(due, from.toString());
        }
        outlay.takePrices(
                facts, from, day -> progress.accept("rating " + day.toString().substring(0, 10)));
        Files.deleteIfExists(due);
    }

    private Optional<Instant> leftDue() {
        try {
            return Optional.of(Instant.parse(Files.readString(due).strip()));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private FeedReading read(Feed feed, KnownPrices known, boolean acceptShrunk, Consumer<String> progress) {
        FeedState before = FeedState.read(states, feed.name());
        FeedAccess access = access(line -> progress.accept(feed.name() + ": " + line));
        FeedReading notSetUp = FeedReading.notSetUp(feed, access, before);
        return notSetUp == null ? FeedReading.of(feed, access, known, before, acceptShrunk) : notSetUp;
    }

    private FeedAccess access(Consumer<String> progress) {
        return new FeedAccess(http, catalog, settings.http().clock().instant(), settings.environment(), progress);
    }
}
