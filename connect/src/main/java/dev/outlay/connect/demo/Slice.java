package dev.outlay.connect.demo;

import dev.outlay.ledger.Sharing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;

/// What one pod gets of one device. `name` is what a workload asks for; a MIG slice is asked for by its profile.
record Slice(Sharing sharing, String name, BigDecimal share) {
    private static final BigDecimal MIG_SLICES = BigDecimal.valueOf(7);

    static final Slice WHOLE = new Slice(Sharing.EXCLUSIVE, "whole", BigDecimal.ONE);

    /// A slice by its profile, such as `3g.40gb`, whose share is 3 of 7 compute slices.
    static Slice mig(String profile) {
        // cut, not rounded, so that the slices of one device never add up to more than the device
        BigDecimal share = new BigDecimal(profile.substring(0, profile.indexOf('g')))
                .divide(MIG_SLICES, 6, RoundingMode.DOWN)
                .stripTrailingZeros();
        return new Slice(Sharing.MIG, profile, share);
    }

    static List<Slice> migs(String... profiles) {
        return List.of(profiles).stream().map(Slice::mig).toList();
    }

    static Slice part(Sharing sharing, String share) {
        return new Slice(sharing, sharing.text() + " " + share, new BigDecimal(share));
    }

    static List<Slice> parts(Sharing sharing, String share, int count) {
        return Collections.nCopies(count, part(sharing, share));
    }
}
