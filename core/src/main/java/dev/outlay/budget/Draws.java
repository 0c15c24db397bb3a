package dev.outlay.budget;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much of each hold was spent already, by the charges of the run or pod it is for, and which runs have ended.
///
/// A charge draws on a hold by the part of its time that lies behind the reserving; where one run was reserved
/// several times, on the latest of them. So what a run spends is counted once: as spending, no longer as reserved.
/// Immutable.
final class Draws {

    static final Draws NONE = new Draws(Map.of(), Map.of());

    private static final int SCALE = 18;

    private record Key(String reservation, String budget) {}

    /// A reservation with the part of time in which charges draw on it.
    private record Window(Reservation reservation, Span span) {}

    private final Map<Key, BigDecimal> drawn;
    private final Map<String, Instant> ended;

    private Draws(Map<Key, BigDecimal> drawn, Map<String, Instant> ended) {
        this.drawn = drawn;
        this.ended = ended;
    }

    static Draws of(LedgerReader ledger, Tree tree, Collection<Reservation> reservations) {
        var draws = new Draws(new HashMap<>(), new HashMap<>());
        draws.read(ledger, tree, reservations, Named.RUN);
        // a pod that belongs to a run draws as that run
        draws.read(
                ledger,
                tree,
                reservations.stream().filter(each -> each.ask().run() == null).toList(),
                Named.POD);
        draws.readEnds(ledger, reservations);
        return draws;
    }

    /// What was spent of a hold, in the unit of its budget; zero where nothing was.
    BigDecimal drawn(String reservation, String budget) {
        return drawn.getOrDefault(new Key(reservation, budget), BigDecimal.ZERO);
    }

    /// When the run of a reservation ended; null while it goes on or has not been heard of.
    @Nullable
    Instant ended(String reservation) {
        return ended.get(reservation);
    }

    private void read(LedgerReader ledger, Tree tree, Collection<Reservation> reservations, Named known) {
        Map<String, List<Window>> windows = windows(reservations, known);
        if (windows.isEmpty()) {
            return;
        }
        Instant first = reservations.stream()
                .map(Reservation::from)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Set<@Nullable String> names = new LinkedHashSet<>(windows.keySet());
        try (Stream<Charge> charges =
                ledger.facts(Charge.class, new Span(first, Span.EVER.to()), List.of(new Filter(known, names)))) {
            charges.forEach(charge -> {
                String name = known == Named.RUN
                        ? charge.owner().run()
                        : charge.owner().pod();
                for (Window window : windows.getOrDefault(name == null ? "" : name, List.of())) {
                    draw(charge, window, tree);
                }
            });
        }
    }

    private static Map<String, List<Window>> windows(Collection<Reservation> reservations, Dimension known) {
        Map<String, List<Reservation>> byName = new HashMap<>();
        for (Reservation reservation : reservations) {
            String name = reservation.ask().who().get(known);
            if (name != null) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(reservation);
            }
        }
        Map<String, List<Window>> windows = new HashMap<>();
        byName.forEach((name, all) -> {
            all.sort(Comparator.comparing(Reservation::from));
            List<Window> each = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Instant from = all.get(i).from();
                Instant to = i + 1 < all.size() ? all.get(i + 1).from() : Span.EVER.to();
                if (from.isBefore(to)) {
                    each.add(new Window(all.get(i), new Span(from, to)));
                }
            }
            windows.put(name, each);
        });
        return windows;
    }

    private void draw(Charge charge, Window window, Tree tree) {
        Span both = charge.period().intersection(window.span()).orElse(null);
        if (both == null) {
            return;
        }
        Payer payer = Payer.of(charge);
        for (Hold hold : window.reservation().holds()) {
            Budget budget = tree.named(hold.budget()).orElse(null);
            BigDecimal amount = budget == null ? null : amount(charge, budget);
            if (budget != null && amount != null && tree.scope(budget).covers(payer::value)) {
                BigDecimal part = both.equals(charge.period())
                        ? amount
                        : amount.multiply(both.seconds())
                                .divide(charge.period().seconds(), SCALE, RoundingMode.HALF_EVEN);
                drawn.merge(new Key(window.reservation().id(), hold.budget()), part, BigDecimal::add);
            }
        }
    }

    /// What a charge takes of a budget, in the unit of its limit; null where it does not say or is in another
    /// currency.
    private static @Nullable BigDecimal amount(Charge charge, Budget budget) {
        BudgetUnit unit = budget.limit().unit();
        BigDecimal summed = switch (budget.measure()) {
            case BILLED -> amount(charge.costs().billed(), unit);
            case EFFECTIVE -> amount(charge.costs().effective(), unit);
            case LIST -> amount(charge.costs().list(), unit);
            case CONTRACTED -> amount(charge.costs().contracted(), unit);
            case GPU_HOURS -> charge.use().gpuSeconds();
            case ENERGY -> charge.use().energyKwh();
            case CARBON -> charge.use().emissionsGrams();
        };
        return summed == null ? null : unit.ofLedger(summed);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money, BudgetUnit unit) {
        return money == null || !unit.text().equals(money.currency()) ? null : money.amount();
    }

    private void readEnds(LedgerReader ledger, Collection<Reservation> reservations) {
        Map<String, List<Reservation>> byRun = new HashMap<>();
        reservations.forEach(reservation -> {
            String run = reservation.ask().run();
            if (run != null) {
                byRun.computeIfAbsent(run, _ -> new ArrayList<>()).add(reservation);
            }
        });
        if (byRun.isEmpty()) {
            return;
        }
        Map<String, Run> latest = new HashMap<>();
        try (Stream<Run> runs = ledger.facts(Run.class, Span.EVER)) {
            runs.filter(run -> byRun.containsKey(run.run())).forEach(run -> latest.put(run.run(), run));
        }
        latest.forEach((name, run) -> {
            if (run.status() != RunStatus.RUNNING) {
                Instant end = run.span() == null ? run.at() : run.span().to();
                byRun.getOrDefault(name, List.of()).stream()
                        // an attempt that ended before the reserving is not the one it was made for
                        .filter(reservation -> end.isAfter(reservation.from()))
                        .forEach(reservation -> ended.put(reservation.id(), end));
            }
        });
    }
}
