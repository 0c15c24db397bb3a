package dev.outlay.recommend;

import dev.outlay.catalog.StoragePrice;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Objects that nobody read for some time and that a cooler class would keep for less, by the catalog's prices of
/// the same provider and region.
///
/// A class is proposed once nobody read for as long as it must be kept there (its minimum days). How often it will
/// be read is told by how long it was not: once in that time, which pays the retrieval of all of it.
final class StorageTierAdvisor implements Advisor {

    private static final Set<String> COOLER = Set.of("cool", "cold", "archive");
    // a class without a minimum is proposed after a month, the shortest that any of them states
    private static final int SHORTEST_DAYS = 30;
    private static final BigDecimal MONTH_DAYS = BigDecimal.valueOf(30);

    @Override
    public String name() {
        return "storage-tier";
    }

    @Override
    public Category category() {
        return Category.STORAGE;
    }

    @Override
    public String asks() {
        return "Would what nobody reads cost less in a cooler class of storage?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return StorageText.lacks(inquiry, item -> item.lastAccess().isPresent(), "the tag last-access, a date");
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return StoredItem.of(inquiry).stream().flatMap(item -> advice(item, inquiry).stream());
    }

    private Optional<Advice> advice(StoredItem item, Inquiry inquiry) {
        Optional<Money> now = item.perGibMonth(inquiry);
        long unread = item.lastAccess()
                .map(last -> Duration.between(last, inquiry.now()).toDays())
                .orElse(0L);
        String provider = item.place().provider();
        String region = item.place().region();
        if (now.isEmpty() || provider == null || region == null || unread < SHORTEST_DAYS) {
            return Optional.empty();
        }
        String known =
                inquiry.catalog().provider(provider).map(each -> each.id()).orElse(provider);
        return inquiry.catalog().prices().storage(known, region).stream()
                .filter(price -> COOLER.contains(price.tier().toLowerCase(Locale.ROOT))
                        && price.diskGib() == null
                        // what reading from it costs must be known: none stated is not none
                        && price.retrievalPerGib() != null
                        && price.price().currency().equals(now.get().currency())
                        && unread >= (price.minimumDays() == null ? SHORTEST_DAYS : price.minimumDays()))
                .map(price -> Map.entry(price, saving(price, item, now.get(), unread)))
                .filter(each -> each.getValue().amount().signum() > 0)
                .max(Map.Entry.<StoragePrice, Money>comparingByValue()
                        .thenComparing(each -> each.getKey().storageClass()))
                .map(best -> advice(item, best.getKey(), now.get(), unread, inquiry));
    }

    /// Per thirty days, with all of it retrieved once in as long as it was not read.
    private static Money saving(StoragePrice price, StoredItem item, Money now, long unread) {
        Money kept = now.minus(price.price()).times(item.gib());
        return price.retrievalPerGib() == null
                        || !price.retrievalPerGib().currency().equals(now.currency())
                ? kept
                : kept.minus(retrieval(price, item).times(MONTH_DAYS).dividedBy(BigDecimal.valueOf(unread)));
    }

    private static Money retrieval(StoragePrice price, StoredItem item) {
        return price.retrievalPerGib() == null
                ? Money.zero(price.price().currency())
                : price.retrievalPerGib().times(item.gib());
    }

    private Advice advice(StoredItem item, StoragePrice price, Money now, long unread, Inquiry inquiry) {
        Money baseline = now.times(item.gib());
        Money saving = saving(price, item, now, unread);
        Money high = now.minus(price.price()).times(item.gib());
        Money low = high.minus(retrieval(price, item));
        Money most = high.compareTo(baseline) > 0 ? baseline : high;
        Money value = saving.compareTo(most) > 0 ? most : saving;
        var promise = new Promise(baseline, value, low.compareTo(value) > 0 ? value : low, most, Promise.Per.MONTH);
        return new Advice(
                new Finding(name(), category(), item.subject(), inquiry.span()),
                "Move " + item.name() + " to " + price.service() + " " + price.storageClass(),
                List.of(
                        item.stored(),
                        item.charged(),
                        item.tag(StoredItem.LAST_ACCESS),
                        new Evidence(
                                "price of " + price.storageClass(),
                                price.price().amount().toPlainString(),
                                price.price().currency() + " per " + price.unit(),
                                String.valueOf(price.basis()),
                                List.of())),
                Worth.of(promise, Worth.ComparedBy.DAY),
                Certainty.of("0.8", "nobody read it for " + unread + " days; low reads all of it once a month"),
                Action.step("a lifecycle rule on " + item.name() + " that moves what nobody read for "
                        + Math.max(SHORTEST_DAYS, price.minimumDays() == null ? 0 : price.minimumDays()) + " days to "
                        + price.storageClass()),
                List.of(
                        "what is deleted before its minimum days is paid for all the same",
                        price.tier().equalsIgnoreCase("archive")
                                ? "reading from an archive takes hours"
                                : "reading it costs by the GiB"));
    }
}
