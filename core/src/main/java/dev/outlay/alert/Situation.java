package dev.outlay.alert;

import dev.outlay.allocation.RunHistory;
import dev.outlay.budget.BudgetBook;
import dev.outlay.catalog.Catalog;
import dev.outlay.forecast.LedgerRuns;
import dev.outlay.forecast.Predictor;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Sample;
import dev.outlay.outlook.Freshness;
import dev.outlay.outlook.SourceFreshness;
import dev.outlay.pricing.PriceHistory;
import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.units.Span;
import dev.outlay.utilization.LoadSettings;
import dev.outlay.utilization.Loads;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What rules look at in one pass: the ledger under owner rules, the catalog, how feeds went, and the instant that
/// is now. What several rules need is read once. Not thread-safe.
public final class Situation {

    private static final Duration RECENT = Duration.ofHours(6);
    private static final Duration DAY_AND_A_HALF = Duration.ofHours(36);

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final Instant now;
    private final Supplier<BudgetBook> books;
    private final Supplier<List<FeedAge>> feeds;
    private final Map<Duration, List<PriceStatistics>> prices = new HashMap<>();
    private final Map<Duration, Loads> loads = new HashMap<>();
    private Optional<Instant> measured = Optional.empty();
    private boolean measuredIsKnown;
    private @Nullable List<SourceFreshness> sources;
    private @Nullable List<Run> runs;
    private @Nullable Predictor predictor;

    /// `books` gives the book of the budgets of that ledger, `feeds` how feeds went; both are asked only where a
    /// rule is watched that needs them.
    public Situation(
            LedgerReader ledger,
            Catalog catalog,
            Instant now,
            Supplier<BudgetBook> books,
            Supplier<List<FeedAge>> feeds) {
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.now = Objects.requireNonNull(now, "now");
        this.books = Objects.requireNonNull(books, "books");
        this.feeds = Objects.requireNonNull(feeds, "feeds");
    }

    LedgerReader ledger() {
        return ledger;
    }

    Catalog catalog() {
        return catalog;
    }

    Instant now() {
        return now;
    }

    BudgetBook budgets() {
        return books.get();
    }

    List<FeedAge> feeds() {
        return feeds.get();
    }

    /// The last so long, up to now.
    Span last(Duration length) {
        return new Span(now.minus(length), now);
    }

    /// The figures of everything that has a price, over the last so long.
    List<PriceStatistics> prices(Duration over) {
        return prices.computeIfAbsent(over, length -> {
            Span span = last(length);
            List<PriceSeries> series = PriceHistory.of(ledger, PriceStatistics.withEnd(span), _ -> true);
            return series.stream()
                    .map(each -> PriceStatistics.of(each, span))
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    /// How fresh charges are.
    List<SourceFreshness> sources() {
        if (sources == null) {
            sources = new Freshness(ledger, now).sources();
        }
        return sources;
    }

    /// The sources of a kind of charge that are late, by as much at least.
    List<SourceFreshness> late(ChargeStatus kind, Duration atLeast) {
        return sources().stream()
                .filter(source -> source.kind() == kind)
                .filter(source -> source.state() == SourceFreshness.State.LATE)
                .filter(source -> source.age().compareTo(atLeast) >= 0)
                .toList();
    }

    /// When the latest that is known of use ended, now at most: by charges for metered use of the last day and a
    /// half, and by what meters read in the last six hours. Empty where there is neither.
    Optional<Instant> measuredUpTo() {
        if (!measuredIsKnown) {
            measuredIsKnown = true;
            Instant charged = sources().stream()
                    .filter(source -> source.kind() == ChargeStatus.METERED)
                    .filter(source -> source.age().compareTo(DAY_AND_A_HALF) <= 0)
                    .map(SourceFreshness::chargedTo)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            Instant read = read();
            Instant end = charged.isAfter(read) ? charged : read;
            measured = end.equals(Instant.MIN) ? Optional.empty() : Optional.of(end.isAfter(now) ? now : end);
        }
        return measured;
    }

    private Instant read() {
        try (Stream<Sample> samples = ledger.facts(Sample.class, last(RECENT))) {
            return samples.map(sample -> sample.span().to())
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
        }
    }

    /// How busy everything was over so long up to the latest that is known; empty where nothing is known of late.
    Optional<Loads> loads(Duration over) {
        return measuredUpTo()
                .map(end -> loads.computeIfAbsent(
                        over, length -> Loads.read(ledger, new Span(end.minus(length), end), LoadSettings.DEFAULT)));
    }

    /// Every word on every run up to now, in order of time.
    List<Run> runs() {
        if (runs == null) {
            try (Stream<Run> facts = ledger.facts(Run.class, new Span(Span.EVER.from(), now.plusMillis(1)))) {
                runs = facts.toList();
            }
        }
        return runs;
    }

    /// What has learned from the published runs and from those of the ledger.
    Predictor predictor() {
        if (predictor == null) {
            predictor =
                    Predictor.builtin(catalog).learning(LedgerRuns.of(ledger)).predictor();
        }
        return predictor;
    }

    Map<String, RunHistory> histories() {
        return RunHistory.of(runs());
    }
}
