package dev.outlay.pricing;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Part;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A use that holds a part of a node or device for some of a stretch that has one price, and what that comes to.
///
/// Claims are ordered by owner, so that a use that was cut into several lines keeps its place among the others. Not
/// thread-safe.
final class Claim implements Comparable<Claim> {

    private final Usage usage;
    private final Span held;
    private final String place;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal gpuSeconds = BigDecimal.ZERO;
    private @Nullable Method method;

    Claim(Usage usage, Span held) {
        this.usage = usage;
        this.held = held;
        Owner owner = usage.owner();
        this.place = owner.namespace() + "\n" + owner.workload() + "\n" + owner.pod() + "\n" + owner.container() + "\n"
                + owner.run() + "\n" + usage.migProfile() + "\n"
                + usage.origin().id();
    }

    Usage usage() {
        return usage;
    }

    Span held() {
        return held;
    }

    /// Adds what a part of the whole comes to over a stretch; `price` is null where there is none.
    void add(Part ofWhole, @Nullable UnitPrice price, BigDecimal count, Span span, Method by) {
        if (price != null) {
            cost = cost.add(price.over(span, count, ofWhole).amount());
        }
        method = method == null || method == by ? by : Method.SEVERAL;
    }

    void addGpuSeconds(BigDecimal seconds) {
        gpuSeconds = gpuSeconds.add(seconds);
    }

    BigDecimal cost() {
        return cost;
    }

    BigDecimal gpuSeconds() {
        return gpuSeconds;
    }

    /// How the part was found; null where the claim was given none.
    @Nullable
    Method method() {
        return method;
    }

    @Override
    public int compareTo(Claim other) {
        return place.compareTo(other.place);
    }
}
