package dev.outlay.recommend;

import dev.outlay.units.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Artefacts of work that nobody read for half a year.
///
/// Only what is tagged as something that can be made again (`artefact`, `cache`, `temporary`, `log`) is proposed
/// for deletion; half a year is a choice of ours, as long as most teams keep what they may still need.
final class StaleDataAdvisor implements Advisor {

    private static final List<String> KINDS = List.of("artefact", "artifact", "cache", "temporary", "log");
    private static final long DAYS = 180;

    @Override
    public String name() {
        return "stale-data";
    }

    @Override
    public Category category() {
        return Category.STORAGE;
    }

    @Override
    public String asks() {
        return "Is something kept that can be made again and that nobody read for half a year?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return StorageText.lacks(
                inquiry,
                item -> isRemade(item) && item.lastAccess().isPresent(),
                "the tags kind (artefact, cache, temporary, log) and last-access");
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        return StoredItem.of(inquiry).stream()
                .filter(StaleDataAdvisor::isRemade)
                .flatMap(item -> item
                        .lastAccess()
                        .map(last -> Duration.between(last, inquiry.now()).toDays())
                        .filter(days -> days >= DAYS && item.cost().amount().signum() > 0)
                        .map(days -> advice(item, days, inquiry))
                        .stream());
    }

    private static boolean isRemade(StoredItem item) {
        return KINDS.stream().anyMatch(item::isKind);
    }

    private Advice advice(StoredItem item, long days, Inquiry inquiry) {
        Money cost = item.cost();
        return new Advice(
                new Finding(name(), category(), item.subject(), inquiry.span()),
                "Delete " + item.name() + ", which nobody read for " + days + " days",
                List.of(item.stored(), item.charged(), item.tag(StoredItem.KIND), item.tag(StoredItem.LAST_ACCESS)),
                Worth.of(
                        Promise.perMonth(inquiry.span(), cost, cost, Money.zero(cost.currency()), cost),
                        Worth.ComparedBy.DAY),
                Certainty.of("0.7", "it can be made again by its kind; low keeps all of it"),
                Action.step("ask " + StaleDataAdvisor.owner(item) + ", then expire " + item.name() + " after " + DAYS
                        + " days without a read"),
                List.of("making it again costs more than keeping it, if it is needed once"));
    }

    static String owner(StoredItem item) {
        String team = item.owner().team();
        return team == null ? "whoever wrote it (no team is tagged)" : "team " + team;
    }
}
