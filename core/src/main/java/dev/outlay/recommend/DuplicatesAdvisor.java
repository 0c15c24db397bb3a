package dev.outlay.recommend;

import dev.outlay.units.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The same content stored more than once in one region, by the tag `content`, a hash of it.
final class DuplicatesAdvisor implements Advisor {

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public Category category() {
        return Category.STORAGE;
    }

    @Override
    public String asks() {
        return "Is the same content stored more than once in one region?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return StorageText.lacks(
                inquiry, item -> item.tags().containsKey(StoredItem.CONTENT), "the tag content, a hash of it");
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        Map<String, List<StoredItem>> copies = StoredItem.of(inquiry).stream()
                .filter(item -> item.tags().containsKey(StoredItem.CONTENT)
                        && item.cost().amount().signum() > 0)
                .collect(Collectors.groupingBy(
                        item -> item.place().provider() + "/" + item.place().region() + "/"
                                + item.tags().get(StoredItem.CONTENT) + "/"
                                + item.cost().currency(),
                        TreeMap::new,
                        Collectors.toList()));
        return copies.values().stream().filter(same -> same.size() > 1).flatMap(same -> advice(same, inquiry));
    }

    /// One advice for each copy but the one that was read last, or else costs most.
    private Stream<Advice> advice(List<StoredItem> same, Inquiry inquiry) {
        StoredItem kept = same.stream()
                .max(Comparator.comparing(
                                (StoredItem item) -> item.lastAccess().orElse(null),
                                Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(item -> item.cost().amount())
                        .thenComparing(StoredItem::key))
                .orElseThrow();
        List<StoredItem> others = new ArrayList<>(same);
        others.remove(kept);
        return others.stream().map(copy -> advice(copy, kept, inquiry));
    }

    private Advice advice(StoredItem copy, StoredItem kept, Inquiry inquiry) {
        Money cost = copy.cost();
        return new Advice(
                new Finding(name(), category(), copy.subject(), inquiry.span()),
                "Delete " + copy.name() + ", a copy of " + kept.name(),
                List.of(
                        copy.stored(),
                        copy.charged(),
                        copy.tag(StoredItem.CONTENT),
                        new Evidence(
                                "the copy that stays",
                                kept.name(),
                                null,
                                kept.lastAccess().isPresent() ? "read last" : "the dearest, of none known when read",
                                Objects.requireNonNull(kept.facts()))),
                Worth.of(Promise.perMonth(inquiry.span(), cost, cost, cost, cost), Worth.ComparedBy.DAY),
                Certainty.of("0.8", "the hashes are the same; that nobody needs the second path is not known"),
                Action.step("point what reads " + copy.name() + " to " + kept.name() + ", then delete it; ask "
                        + StaleDataAdvisor.owner(copy)),
                List.of("a copy on purpose, as a backup, is no waste"));
    }
}
