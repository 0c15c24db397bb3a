package dev.outlay.replay;

import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.PriceWindows;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Work of runs started later, by at most some time, when the windows of the rate card make it cheapest.
///
/// A use moves with its machine, and only where all that was on the machine belonged to runs. It ends within the
/// span that is asked for, so that nothing moves out of sight.
record OffPeak(Duration delay) implements Policy {

    @Override
    public String text() {
        return "off-peak:" + Lengths.text(delay);
    }

    @Override
    public String says() {
        return "uses of runs started up to " + Lengths.text(delay)
                + " later, at the time at which the rate card's windows make them cheapest; the results come as much"
                + " later";
    }

    @Override
    public Duration around() {
        // a stay is no longer than the delay and moves by no more, so that much before a day may end up in it
        return delay.multipliedBy(2);
    }

    @Override
    public boolean needsWindows() {
        return true;
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        List<Usage> otherwise = new ArrayList<>();
        for (List<Usage> machine : day.machines(usages).values()) {
            List<Usage> left = new ArrayList<>(machine);
            for (Usage row : machine.stream().filter(Uses::isNode).toList()) {
                List<Usage> stay = machine.stream()
                        .filter(use -> use.span().intersection(row.span()).isPresent())
                        .toList();
                left.removeAll(stay);
                otherwise.addAll(moved(stay, row.span(), day));
            }
            left.forEach(use -> otherwise.addAll(
                    use.resource() == Resource.GPU ? moved(List.of(use), use.span(), day) : List.of(use)));
        }
        return otherwise;
    }

    /// What was on a machine for as long as it was held, or one use without a machine, moved together.
    private List<Usage> moved(List<Usage> stay, Span whole, Replaying day) {
        String reason = whyNot(stay, whole, day);
        if (reason != null) {
            stay.stream().filter(use -> use.resource() == Resource.GPU).forEach(use -> day.kept(use, reason));
            return stay;
        }
        Duration later = later(whole, Objects.requireNonNull(day.windows(whole.from())), day);
        return later.isZero()
                ? stay
                : stay.stream()
                        .map(use -> day.changed(use, shifted(use, later, stay.getFirst())))
                        .toList();
    }

    private @Nullable String whyNot(List<Usage> stay, Span whole, Replaying day) {
        List<Usage> gpus =
                stay.stream().filter(use -> use.resource() == Resource.GPU).toList();
        if (gpus.isEmpty() || gpus.stream().anyMatch(use -> use.owner().run() == null)) {
            return "it belongs to no run, and what serves or is worked with does not wait";
        }
        if (whole.length().compareTo(delay) > 0) {
            return "it was held for longer than the delay";
        }
        if (!stay.stream().allMatch(use -> Uses.isInside(use.span(), whole))) {
            return "its machine was held for other work too";
        }
        if (stay.size() == 1 && Uses.isShared(stay.getFirst())) {
            return "it shares its device";
        }
        if (!stay.stream().allMatch(day::mayChange)) {
            return "a bill took its place";
        }
        return day.windows(whole.from()) == null ? "no rate card with windows held" : null;
    }

    // on a machine of its own, since at the later time another may be on the one it was on
    private static Usage shifted(Usage use, Duration later, Usage stay) {
        Place place = use.place();
        var there = new Place(
                place.provider(),
                place.region(),
                place.zone(),
                place.cluster(),
                place.node() + "~" + stay.origin().id());
        return Uses.at(
                Uses.over(
                        use,
                        new Span(use.span().from().plus(later), use.span().to().plus(later)),
                        0),
                there);
    }

    /// The shortest delay at which it is cheapest.
    private Duration later(Span whole, PriceWindows windows, Replaying day) {
        Span reach = new Span(whole.from(), whole.to().plus(delay));
        List<Instant> edges = new ArrayList<>(List.of(whole.from()));
        for (PriceWindows.Stretch stretch : windows.over(reach)) {
            edges.add(stretch.span().from());
            edges.add(stretch.span().from().minus(whole.length()));
        }
        BigDecimal least = null;
        Duration best = Duration.ZERO;
        for (Instant edge : edges.stream().sorted().toList()) {
            Duration later = Duration.between(whole.from(), edge);
            Span then = Span.of(edge, whole.length());
            if (later.isNegative() || later.compareTo(delay) > 0 || !day.lies(then)) {
                continue;
            }
            BigDecimal cost = windows.over(then).stream()
                    .map(stretch -> stretch.multiplier().multiply(stretch.span().seconds()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (least == null || cost.compareTo(Objects.requireNonNull(least)) < 0) {
                least = cost;
                best = later;
            }
        }
        return best;
    }
}
