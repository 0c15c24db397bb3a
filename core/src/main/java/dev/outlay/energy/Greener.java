package dev.outlay.energy;

import dev.outlay.catalog.Region;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds when, and so where, a kilowatt-hour stands for the least carbon.
///
/// Hours are told apart where figures by the hour cover all of the time the work takes; where they do not, the
/// yearly figure holds for every start, and the earliest is as good as any. The building's overhead is counted
/// where it is known. Not thread-safe.
public final class Greener {

    private static final int SCALE = 12;

    private final Grid grid;
    private final Grid yearly;

    /// `yearly` is a grid of the same basis without facts by the hour.
    public Greener(Grid grid, Grid yearly) {
        if (grid.basis() != yearly.basis()) {
            throw new IllegalArgumentException("two bases are not compared: "
                    + grid.basis().text() + " and " + yearly.basis().text());
        }
        this.grid = grid;
        this.yearly = yearly;
    }

    /// Work that starts at an instant in a region: grams of CO2 equivalent for each kilowatt-hour that its machines
    /// draw, with the building's overhead where it is known. `hourly` tells a figure of these hours from a yearly
    /// one.
    public record Choice(Region region, Instant start, Range gramsPerKilowattHour, boolean hourly, String source) {}

    /// Work of a length that starts at an instant; empty where the intensity of some of that time is not known.
    public Optional<Choice> at(Region region, Instant start, Duration length) {
        Span span = Span.of(start, length);
        Optional<Choice> hours = choice(region, span, grid.over(region.provider(), region.id(), span))
                .filter(Choice::hourly);
        return hours.isPresent() ? hours : choice(region, span, yearly.over(region.provider(), region.id(), span));
    }

    /// The greenest start for work of a length, now or at a full hour within a time, the earliest where several are
    /// equal; empty where no intensity is known. The work may end after that time.
    public Optional<Choice> best(Region region, Instant now, Duration length, Duration within) {
        List<Choice> choices = new ArrayList<>();
        for (Instant start : starts(now, within)) {
            at(region, start, length).ifPresent(choices::add);
        }
        boolean byHour = choices.stream().anyMatch(Choice::hourly);
        return choices.stream()
                .filter(choice -> choice.hourly() == byHour)
                .min(Comparator.comparing(
                                (Choice choice) -> choice.gramsPerKilowattHour().value())
                        .thenComparing(Choice::start));
    }

    private static List<Instant> starts(Instant now, Duration within) {
        List<Instant> starts = new ArrayList<>(List.of(now));
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        while (!hour.isAfter(now.plus(within))) {
            starts.add(hour);
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        return starts;
    }

    private static Optional<Choice> choice(Region region, Span span, List<Grid.Piece> pieces) {
        BigDecimal covered = BigDecimal.ZERO;
        Range weighted = Range.NOTHING;
        for (Grid.Piece piece : pieces) {
            BigDecimal seconds = piece.span().seconds();
            covered = covered.add(seconds);
            weighted = weighted.plus(piece.gramsPerKilowattHour().times(seconds));
        }
        if (pieces.isEmpty() || covered.compareTo(span.seconds()) != 0) {
            return Optional.empty();
        }
        BigDecimal overhead = region.pue() == null ? BigDecimal.ONE : region.pue();
        Range sum = weighted.times(overhead);
        return Optional.of(new Choice(
                region,
                span.from(),
                new Range(mean(sum.low(), covered), mean(sum.value(), covered), mean(sum.high(), covered)),
                pieces.stream().allMatch(Grid.Piece::hourly),
                pieces.getFirst().source()));
    }

    private static BigDecimal mean(BigDecimal sum, BigDecimal seconds) {
        return sum.divide(seconds, SCALE, RoundingMode.HALF_EVEN);
    }
}
