package dev.outlay.estimate;

import dev.outlay.catalog.Area;
import dev.outlay.catalog.Basis;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.EgressPrice;
import dev.outlay.catalog.Region;
import dev.outlay.catalog.StoragePrice;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of an estimate for data: what is stored while the work runs and what leaves for the internet.
final class DataLines {

    // 730 hours, the month by which clouds turn monthly into hourly prices: 365 days of 24 hours over 12
    private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);
    private static final Money NOTHING = Money.zero("USD");
    private static final Set<String> STANDARD = Set.of("standard", "hot", "object storage standard");
    private static final Set<String> SINGLE_REGION = Set.of("region", "lrs");

    private final Catalog catalog;

    DataLines(Catalog catalog) {
        this.catalog = catalog;
    }

    Line storage(String provider, String region, Work work) {
        String reckoning = Decimals.text(work.storageGib()) + " GiB for " + Decimals.text(work.hours())
                + " of 730 hours of a month";
        return storagePrice(provider, region, work.storageClass())
                .map(price -> line(
                        "storage",
                        storageText(price) + ": " + reckoning,
                        stored(price.monthly(work.storageGib()), work.hours()),
                        price.basis()))
                .orElseGet(() -> Line.missing(
                        "storage",
                        reckoning,
                        "no price of " + wanted(work) + " is known for " + provider + " in " + region
                                + choices(catalog.prices().storage(provider, region))));
    }

    /// The cheapest price of a class of storage, or of standard object storage for null.
    Optional<StoragePrice> storagePrice(String provider, String region, @Nullable String storageClass) {
        return catalog.prices().storage(provider, region).stream()
                .filter(price -> isWanted(price, storageClass))
                .min(Comparator.comparing(StoragePrice::price));
    }

    Line egress(String provider, String region, Work work) {
        String reckoning = Decimals.text(work.egressGib()) + " GiB to the internet in one month";
        Optional<EgressPrice> price = internetPrice(provider, region);
        Optional<Money> cost = price.flatMap(found -> found.monthly(work.egressGib()));
        return cost.isPresent()
                ? line(
                        "egress",
                        reckoning,
                        cost.get(),
                        price.orElseThrow().steps().getFirst().basis())
                : Line.missing(
                        "egress",
                        reckoning,
                        "no price of traffic to the internet is known for " + provider + " in " + region
                                + (price.isPresent() ? " at this volume" : ""));
    }

    /// The price of traffic to the internet.
    Optional<EgressPrice> internetPrice(String provider, String region) {
        return catalog.prices().egress(provider, region).stream()
                .filter(DataLines::isWorldwide)
                .findFirst()
                .or(() -> zone(provider, region));
    }

    /// What it costs that data which lies elsewhere leaves that place for the work; nothing where it lies there.
    ///
    /// Between two regions of a provider its own price for that holds; where none is listed, that of traffic to the
    /// internet, an upper bound.
    Line moving(PlanData.Location from, String provider, String region) {
        if (from.provider().equals(provider) && from.region().equalsIgnoreCase(region)) {
            return new Line("moving data", "the data lies there", NOTHING, null, null, null, null);
        }
        boolean within = from.provider().equals(provider);
        Optional<EgressPrice> between = catalog.prices().egress(from.provider(), from.region()).stream()
                .filter(price -> within && price.destination().startsWith("other region"))
                .findFirst();
        Optional<EgressPrice> price = between.or(() -> internetPrice(from.provider(), from.region()));
        String reckoning = Decimals.text(from.gib()) + " GiB once out of " + from.provider() + " " + from.region()
                + (between.isPresent() ? " to another region" : " to the internet")
                + (within && between.isEmpty() ? ", no price between its regions being listed" : "");
        Optional<Money> cost = price.flatMap(found -> found.monthly(from.gib()));
        return cost.isPresent()
                ? line(
                        "moving data",
                        reckoning,
                        cost.get(),
                        price.orElseThrow().steps().getFirst().basis())
                : Line.missing(
                        "moving data",
                        reckoning,
                        "no price of traffic out of " + from.provider() + " in " + from.region() + " is known"
                                + (price.isPresent() ? " at this volume" : ""));
    }

    /// Storage that costs so much a month, for so many hours.
    static Money stored(Money monthly, BigDecimal hours) {
        return monthly.times(hours).dividedBy(HOURS_PER_MONTH);
    }

    // a provider that prices by part of the world names the parts in words
    private Optional<EgressPrice> zone(String provider, String region) {
        Area area = catalog.region(provider, region).map(Region::area).orElse(null);
        return area == null
                ? Optional.empty()
                : catalog.prices().egress().stream()
                        .filter(price -> price.provider().equals(provider)
                                && price.region().startsWith("zone:")
                                && area.words().stream()
                                        .anyMatch(word -> price.region().contains(word.toLowerCase(Locale.ROOT)))
                                && isWorldwide(price))
                        .findFirst();
    }

    private static boolean isWorldwide(EgressPrice price) {
        return price.destination().equals("internet") || price.destination().startsWith("internet (worldwide");
    }

    private static boolean isWanted(StoragePrice price, @Nullable String storageClass) {
        String name = price.storageClass().toLowerCase(Locale.ROOT);
        return storageClass == null
                ? STANDARD.contains(name)
                        && SINGLE_REGION.contains(price.redundancy().toLowerCase(Locale.ROOT))
                : name.equals(storageClass.toLowerCase(Locale.ROOT));
    }

    private static String wanted(Work work) {
        return work.storageClass() == null ? "standard object storage" : work.storageClass() + " storage";
    }

    private static String choices(List<StoragePrice> there) {
        List<String> names = there.stream()
                .map(StoragePrice::storageClass)
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty() ? "" : "; known there: " + String.join(", ", names);
    }

    private static String storageText(StoragePrice price) {
        return price.service() + " " + price.storageClass() + " (" + price.redundancy() + ") at " + price.price()
                + " per " + price.unit();
    }

    private static Line line(String item, String reckoning, Money cost, Basis basis) {
        return new Line(
                item,
                reckoning,
                cost,
                basis.date() == null ? "no date" : basis.date().text(),
                basis.source(),
                basis.confidence().text(),
                null);
    }
}
