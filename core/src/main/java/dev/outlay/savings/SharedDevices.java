package dev.outlay.savings;

import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the holders of parts of GPUs would have paid on one day for a whole device each, beside what the devices
/// did cost. Not thread-safe.
///
/// On a machine that has a row of its own, the part of a shared device that nobody held is idle, and is a cost too:
/// there a device counts whole for as long as anyone held a part of it, so a lone holder of a quarter saved
/// nothing. Elsewhere the rest of the device is in no charge, and the holders' charges are all that is known of it.
final class SharedDevices {

    /// A use of a part of a device, the rows of its machine and of its vCPUs and memory, and what it cost that day,
    /// all at on-demand prices. A machine without a row has none.
    record Holder(Usage usage, List<Usage> machine, String currency, BigDecimal cost) {}

    private record Device(String currency, String name) {}

    private final OnDemand onDemand;
    private final Span day;
    private final Sums sums;
    private final Map<Device, List<Holder>> devices =
            new TreeMap<>(Comparator.comparing(Device::currency).thenComparing(Device::name));

    SharedDevices(OnDemand onDemand, Span day, Sums sums) {
        this.onDemand = onDemand;
        this.day = day;
        this.sums = sums;
    }

    static boolean isShared(Usage usage) {
        return usage.resource() == Resource.GPU
                && (usage.migProfile() != null
                        || (usage.sharing() != null && usage.sharing() != Sharing.EXCLUSIVE)
                        || usage.share().compareTo(Share.WHOLE) < 0);
    }

    void add(Holder holder) {
        if (holder.machine().isEmpty()) {
            compare(holder, whole(holder, day), holder.cost());
            return;
        }
        if (holder.usage().device() == null) {
            sums.missed(Step.SHARING, "its device is not named");
            return;
        }
        Place place = holder.usage().place();
        String name = place.provider() + "\n" + place.cluster() + "\n" + place.node() + "\n"
                + holder.usage().device();
        devices.computeIfAbsent(new Device(holder.currency(), name), _ -> new ArrayList<>())
                .add(holder);
    }

    /// Compares the devices, once all holders of the day are known.
    void finish() {
        devices.values().forEach(this::compareDevice);
    }

    /// The device is paid once by whoever holds it first: what each later holder adds to the time it is held.
    private void compareDevice(List<Holder> holders) {
        holders.sort(Comparator.comparing((Holder holder) -> holder.usage().at())
                .thenComparing(holder -> holder.usage().origin().id()));
        Instant paidUpTo = day.from();
        for (Holder holder : holders) {
            Span held = holder.usage().span().intersection(day).orElseThrow();
            Instant start = held.from().isAfter(paidUpTo) ? held.from() : paidUpTo;
            Priced whole = whole(holder, day);
            Money added = null;
            if (start.isBefore(held.to())) {
                added = (start.equals(held.from()) ? whole : whole(holder, new Span(start, held.to()))).cost();
                paidUpTo = held.to();
            }
            compare(holder, whole, added == null ? BigDecimal.ZERO : added.amount());
        }
    }

    private void compare(Holder holder, Priced whole, BigDecimal actual) {
        if (whole.cost() == null || !whole.cost().currency().equals(holder.currency())) {
            sums.missed(Step.SHARING, "a whole device of it has no price");
            return;
        }
        LocalDate date = day.from().atOffset(ZoneOffset.UTC).toLocalDate();
        Tally tally = sums.tally(Step.SHARING, holder.currency());
        BigDecimal baseline = whole.cost().amount();
        // the devices that were held and those that would have been are at one price: both move with it
        BigDecimal low = baseline.signum() == 0 ? BigDecimal.ONE : ratio(whole.low(), baseline);
        BigDecimal high = baseline.signum() == 0 ? BigDecimal.ONE : ratio(whole.high(), baseline);
        BigDecimal saved = baseline.subtract(actual);
        tally.add(date, baseline, actual, actual.add(saved.multiply(low)), actual.add(saved.multiply(high)));
        tally.count(1, whole.basis());
    }

    private Priced whole(Holder holder, Span span) {
        return onDemand.rate(OnDemand.whole(holder.usage()), holder.machine(), span);
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, 18, RoundingMode.HALF_EVEN);
    }
}
