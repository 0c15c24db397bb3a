package dev.outlay.connect.aws;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.Fact;
import dev.outlay.units.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A machine of the Price List in a region, with the ways to buy it by the code of their term. Not thread-safe.
final class ListedMachine {

    private final String instanceType;
    private final String region;
    private final Map<String, ListedTerm> terms = new LinkedHashMap<>();

    private ListedMachine(String instanceType, String region) {
        this.instanceType = instanceType;
        this.region = region;
    }

    static ListedMachine of(ListedProduct product) {
        return new ListedMachine(
                String.valueOf(product.get("instanceType")), String.valueOf(product.get("regionCode")));
    }

    /// The same machine without its terms.
    ListedMachine again() {
        return new ListedMachine(instanceType, region);
    }

    @Nullable
    ListedTerm term(String code) {
        return terms.get(code);
    }

    void put(String code, ListedTerm term) {
        terms.put(code, term);
    }

    /// The price on demand and the one of the cheapest reservation, which is what a reserved price of the catalog
    /// is too. Terms of other kinds have no place in a price.
    void prices(FeedPage page, String where, Consumer<Fact> facts) {
        Money least = null;
        Fact reserved = null;
        for (Map.Entry<String, ListedTerm> each : terms.entrySet()) {
            ListedTerm term = each.getValue();
            try {
                if (term.isOnDemand()) {
                    facts.accept(term.price(page, instanceType, region));
                } else if (term.isReserved()) {
                    Money perHour = term.perHour().price();
                    if (least == null
                            || (perHour.currency().equals(least.currency()) && perHour.compareTo(least) < 0)) {
                        reserved = term.price(page, instanceType, region);
                        least = perHour;
                    }
                }
            } catch (WrongField e) {
                facts.accept(page.refusal(each.getKey(), where + " " + each.getKey(), e));
            }
        }
        if (reserved != null) {
            facts.accept(reserved);
        }
    }
}
