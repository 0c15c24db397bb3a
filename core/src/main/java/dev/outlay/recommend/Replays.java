package dev.outlay.recommend;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.replay.Policy;
import dev.outlay.replay.Replay;
import dev.outlay.replay.Replayed;
import dev.outlay.units.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What advice by replay has in common: runs of one kind of work, and what a replay of theirs is worth.
final class Replays {

    private static final int SHOWN = 3;

    private Replays() {}

    /// Runs of one kind: of one workload, else of one project, else each by itself.
    record Work(String key, List<RunFile> runs) {

        RunFile first() {
            return runs.getFirst();
        }

        /// The attempts that were cut short or taken up again, which shows that they can be.
        long resumed() {
            return runs.stream()
                    .filter(run -> run.words().stream().anyMatch(word -> word.attempt() > 1)
                            || run.spent().attempts() > 1
                            || run.spent().capacityType() == CapacityType.SPOT)
                    .count();
        }
    }

    static SortedMap<String, Work> works(Inquiry inquiry) {
        SortedMap<String, List<RunFile>> works = new TreeMap<>();
        inquiry.runs().stream()
                .filter(run ->
                        run.spent().cost() != null && run.spent().gpuSeconds().signum() > 0)
                .forEach(run -> works.computeIfAbsent(key(run.owner()), _ -> new ArrayList<>())
                        .add(run));
        SortedMap<String, Work> named = new TreeMap<>();
        works.forEach((key, runs) -> named.put(key, new Work(key, runs)));
        return named;
    }

    static String key(Owner owner) {
        String what = owner.workload() != null
                ? owner.workload()
                : owner.project() != null ? owner.project() : Objects.requireNonNullElse(owner.run(), "-");
        return Objects.requireNonNullElse(owner.namespace(), "-") + "/" + what;
    }

    /// The key of the work that a charge was for; null where it was for no run.
    static @Nullable String work(Charge charge) {
        return charge.owner().run() == null ? null : key(charge.owner());
    }

    static SortedMap<String, List<Replayed>> byWork(Inquiry inquiry, String policy) {
        return new Replay(inquiry.ledger(), OwnerRules.NONE, inquiry.catalog(), inquiry.cards())
                .by(Policy.all(policy), inquiry.span(), List.of(), Replays::work);
    }

    static Subject subject(Work work) {
        Owner owner = work.first().owner();
        var scope = new Owner(
                owner.namespace(),
                owner.workload(),
                null,
                null,
                owner.team(),
                owner.project(),
                null,
                owner.costCenter(),
                owner.environment(),
                null);
        TreeSet<Concern> concerns = new TreeSet<>();
        work.runs().forEach(run -> concerns.addAll(run.spent().concerns()));
        List<Filter> charges = new ArrayList<>();
        add(charges, Dimension.Named.NAMESPACE, owner.namespace());
        add(charges, Dimension.Named.WORKLOAD, owner.workload());
        if (owner.workload() == null) {
            add(charges, Dimension.Named.PROJECT, owner.project());
        }
        Place place = work.first().spent().place();
        return new Subject(
                work.key(),
                work.runs().size() + (work.runs().size() == 1 ? " run of " : " runs of ") + work.key(),
                new Place(place.provider(), place.region(), null, place.cluster(), null),
                scope,
                concerns,
                charges);
    }

    private static void add(List<Filter> filters, Dimension.Named dimension, @Nullable String value) {
        if (value != null) {
            filters.add(new Filter(dimension, Set.of(value)));
        }
    }

    /// A replay's saving, per thirty days.
    static Promise promise(Inquiry inquiry, Replayed answer) {
        return Promise.perMonthWithin(
                inquiry.span(),
                answer.actual(),
                answer.saved(),
                answer.actual().minus(answer.high()),
                answer.actual().minus(answer.low()));
    }

    static Evidence replayed(Replayed answer, List<String> facts) {
        return new Evidence(
                "cost under " + answer.text(),
                amount(answer.replayed()),
                answer.replayed().currency(),
                "replay of " + answer.changed() + " uses and days at " + basis(answer),
                facts);
    }

    static Evidence actual(Replayed answer, List<String> facts) {
        return new Evidence(
                "cost", amount(answer.actual()), answer.actual().currency(), "as charged in the span", facts);
    }

    static String amount(Money money) {
        return money.rounded(2).amount().toPlainString();
    }

    static String basis(Replayed answer) {
        List<String> most = answer.basis().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .map(Map.Entry::getKey)
                .toList();
        return most.isEmpty() ? "the prices it was charged at" : String.join("; ", most);
    }

    static List<String> facts(Work work) {
        return work.runs().stream()
                .flatMap(run -> run.spent().facts().stream().limit(1))
                .limit(5)
                .toList();
    }
}
