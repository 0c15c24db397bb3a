package dev.outlay.pricing;

import dev.outlay.units.Part;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One divisible thing of a node over a stretch with one price: a device, its other GPUs, its vCPUs or its memory.
///
/// The stretch is cut wherever somebody comes or goes; in each piece those who are there divide the pool side by
/// side, so that their parts and what is left sum to the pool to the last digit. Not thread-safe.
final class Pool {

    /// Divides the pool at one moment.
    interface Divider {
        Division.Parts of(Collection<Claim> claims);
    }

    /// The device's name, null for what has none.
    final @Nullable String device;

    private final Part place;
    // how many GPUs the pool has; nothing for vCPUs and memory
    private final BigDecimal gpus;
    private final Divider divider;
    private final List<Claim> claims = new ArrayList<>();

    /// `place` is what the pool is of the node.
    Pool(@Nullable String device, Part place, BigDecimal gpus, Divider divider) {
        this.device = device;
        this.place = place;
        this.gpus = gpus;
        this.divider = divider;
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    List<Claim> claims() {
        return claims;
    }

    /// What all of the pool comes to over the stretch.
    BigDecimal cost(UnitPrice price, BigDecimal count, Span stretch) {
        return price.over(stretch, count, place).amount();
    }

    BigDecimal gpuSeconds(Span stretch) {
        return gpus.multiply(stretch.seconds());
    }

    /// Gives every claim what falls to it; `price`, of which the node is `count`, is null where there is none.
    void divide(@Nullable UnitPrice price, BigDecimal count) {
        List<Claim> coming = claims.stream()
                .sorted(Comparator.comparing(claim -> claim.held().from()))
                .toList();
        NavigableSet<Instant> edges = new TreeSet<>();
        for (Claim claim : coming) {
            edges.add(claim.held().from());
            edges.add(claim.held().to());
        }
        NavigableSet<Claim> present = new TreeSet<>();
        int next = 0;
        Instant from = null;
        for (Instant edge : edges) {
            if (from != null && !present.isEmpty()) {
                divide(present, new Span(from, edge), price, count);
            }
            present.removeIf(claim -> !claim.held().to().isAfter(edge));
            while (next < coming.size() && !coming.get(next).held().from().isAfter(edge)) {
                present.add(coming.get(next++));
            }
            from = edge;
        }
    }

    private void divide(Collection<Claim> present, Span piece, @Nullable UnitPrice price, BigDecimal count) {
        Division.Parts division = divider.of(present);
        int index = 0;
        for (Claim claim : present) {
            Part part = division.parts().get(index++);
            claim.add(part.within(place), price, count, piece, division.method());
            if (gpus.signum() > 0) {
                claim.addGpuSeconds(part.of(gpus, BigDecimal.ONE, piece));
            }
        }
    }
}
