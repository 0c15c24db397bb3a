package dev.outlay.recommend;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What storage advisors say of what the ledger does not hold.
final class StorageText {

    private StorageText() {}

    static Optional<String> lacks(Inquiry inquiry, Predicate<StoredItem> fits, String needs) {
        List<StoredItem> items = StoredItem.of(inquiry);
        if (items.isEmpty()) {
            return Optional.of("no storage with the name of a resource is charged in the span");
        }
        return items.stream().anyMatch(fits)
                ? Optional.empty()
                : Optional.of("of " + items.size() + " stored things none says it: " + needs);
    }
}
