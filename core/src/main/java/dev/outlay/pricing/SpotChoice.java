package dev.outlay.pricing;

import dev.outlay.catalog.SpotInterruption;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.Judgement.Verdict;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses between spot and on-demand offers for one need, by price, interruptions and how steady the price was.
///
/// The cheapest spot offer that meets the terms is taken, else the cheapest on-demand offer. Interruptions are no
/// part of the price: what one costs depends on the work's checkpoints, which are not asked for here. Stateless and
/// thread-safe.
public final class SpotChoice {

    // the upper ends of the bands in which interruptions are published; the last has none
    private static final List<Integer> BAND_ENDS = List.of(5, 10, 15, 20, 100);

    private SpotChoice() {}

    /// A judgement of each offer, the one to take first, then by verdict and price. All offers are of one currency.
    /// `over` is the span whose prices are looked at.
    public static List<Judgement> among(List<Standing> standings, SpotTerms terms, Span over) {
        Optional<Standing> onDemand = standings.stream()
                .filter(standing -> standing.capacityType() == CapacityType.ON_DEMAND)
                .min(Comparator.comparing(Standing::perHour));
        Money reference = onDemand.map(Standing::perHour).orElse(null);
        List<Judgement> judged = standings.stream()
                .map(standing -> standing.capacityType() == CapacityType.SPOT
                        ? spot(standing, reference, terms, over)
                        : firm(standing, reference, over))
                .sorted(Comparator.comparing(Judgement::verdict)
                        .thenComparing(judgement -> judgement.standing().perHour())
                        .thenComparing(judgement -> judgement.standing().toString()))
                .toList();
        if (judged.isEmpty() || judged.getFirst().verdict() != Verdict.FINE) {
            return judged;
        }
        List<Judgement> ranked = new ArrayList<>(judged);
        ranked.set(0, ranked.getFirst().taken());
        return ranked;
    }

    private static Judgement firm(Standing standing, @Nullable Money reference, Span over) {
        boolean cheapest = standing.perHour().equals(reference);
        return new Judgement(
                standing,
                Verdict.FINE,
                saving(standing, reference),
                history(standing, over),
                List.of(cheapest ? "the cheapest that is not taken back" : "is not taken back"));
    }

    private static Judgement spot(Standing standing, @Nullable Money reference, SpotTerms terms, Span over) {
        List<String> against = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> good = new ArrayList<>();
        BigDecimal saving = saving(standing, reference);
        if (saving == null) {
            unknown.add("no on-demand price to hold it against");
        } else {
            (saving.compareTo(terms.leastSaving()) >= 0 ? good : against)
                    .add("saves " + saving.toPlainString() + " % over the cheapest on-demand offer");
        }
        SpotInterruption interruption = standing.interruption();
        if (interruption == null) {
            unknown.add("how often it is taken back is not known");
        } else {
            (BAND_ENDS.get(interruption.band()) <= terms.mostInterruption() ? good : against)
                    .add("taken back from " + interruption.perMonth() + " of machines a month ("
                            + interruption.basis().date() + ")");
        }
        PriceStatistics history = history(standing, over);
        if (history == null) {
            unknown.add("its price history is not in the ledger");
        } else {
            judgeHistory(standing, history, reference, good, against);
        }
        Verdict verdict = !against.isEmpty()
                ? Verdict.AVOID
                : unknown.isEmpty() || terms.acceptsUnknown() ? Verdict.FINE : Verdict.UNKNOWN;
        List<String> reasons = new ArrayList<>(against);
        reasons.addAll(unknown);
        reasons.addAll(good);
        return new Judgement(standing, verdict, saving, history, reasons);
    }

    private static void judgeHistory(
            Standing standing,
            PriceStatistics history,
            @Nullable Money reference,
            List<String> good,
            List<String> against) {
        Money highest = standing.perHour(history.highest().amount());
        String seen = "at most " + highest + " per hour since "
                + (history.first().from().isAfter(history.span().from())
                        ? history.first().from()
                        : history.span().from());
        boolean steady = reference == null || highest.compareTo(reference) < 0;
        (steady ? good : against).add(steady ? seen : seen + ", which on-demand would not have been");
    }

    private static @Nullable PriceStatistics history(Standing standing, Span over) {
        return standing.series() == null
                ? null
                : PriceStatistics.of(standing.series(), over).orElse(null);
    }

    private static @Nullable BigDecimal saving(Standing standing, @Nullable Money reference) {
        return reference == null
                ? null
                : PriceStatistics.percent(reference, standing.perHour())
                        .map(BigDecimal::negate)
                        .orElse(null);
    }
}
