package dev.outlay.savings;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Usage and charges day by day, each read once from the first day to the last; only what a day needs is held. Days
/// are asked for in order; each may be asked for with some time around it. Not thread-safe.
public final class DayFeed implements AutoCloseable {

    private final Stream<Usage> usageStream;
    private final Stream<Charge> chargeStream;
    private final Iterator<Usage> usages;
    private final Iterator<Charge> charges;
    private final List<Usage> running = new ArrayList<>();
    private @Nullable Usage nextUsage;
    private @Nullable Charge nextCharge;

    /// Throws [dev.outlay.ledger.LedgerException] where the storage fails.
    public DayFeed(LedgerReader ledger, Span days, List<Filter> filters) {
        usageStream = ledger.facts(Usage.class, days);
        chargeStream = ledger.facts(Charge.class, days, filters);
        usages = usageStream.iterator();
        charges = chargeStream.iterator();
        nextUsage = usages.hasNext() ? usages.next() : null;
        nextCharge = charges.hasNext() ? charges.next() : null;
    }

    /// All usage that overlaps a day.
    public List<Usage> usages(Span day) {
        while (nextUsage != null && nextUsage.at().isBefore(day.to())) {
            running.add(nextUsage);
            nextUsage = usages.hasNext() ? usages.next() : null;
        }
        running.removeIf(usage -> !usage.span().to().isAfter(day.from()));
        return List.copyOf(running);
    }

    /// All charges whose period starts in a day.
    public List<Charge> charges(Span day) {
        List<Charge> ofDay = new ArrayList<>();
        while (nextCharge != null && nextCharge.at().isBefore(day.to())) {
            if (day.contains(nextCharge.at())) {
                ofDay.add(nextCharge);
            }
            nextCharge = charges.hasNext() ? charges.next() : null;
        }
        return ofDay;
    }

    @Override
    public void close() {
        usageStream.close();
        chargeStream.close();
    }
}
