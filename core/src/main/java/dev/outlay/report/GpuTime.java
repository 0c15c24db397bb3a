package dev.outlay.report;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.stream.Stream;

/// GPU-seconds that were allocated and measured, and the part of these in which the GPUs worked.
///
/// `used` weights each second held by the mean utilization of its use; uses without a measured one are in neither.
record GpuTime(BigDecimal used, BigDecimal measured) {

    /// The GPU time of usage within a span.
    static GpuTime of(LedgerReader ledger, Span span) {
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal measured = BigDecimal.ZERO;
        try (Stream<Usage> usages = ledger.facts(Usage.class, span)) {
            for (Usage usage : (Iterable<Usage>) usages::iterator) {
                BigDecimal gpus = usage.gpus().orElse(null);
                Span within = usage.span().intersection(span).orElse(null);
                if (gpus == null || usage.utilization() == null || within == null) {
                    continue;
                }
                BigDecimal seconds = gpus.multiply(within.seconds());
                measured = measured.add(seconds);
                used = used.add(seconds.multiply(usage.utilization().value()));
            }
        }
        return new GpuTime(used, measured);
    }
}
