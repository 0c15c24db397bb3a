package dev.outlay.recommend;

import dev.outlay.units.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What several advices save together, each thing counted once.
///
/// Two advices on one GPU would save the same money twice, so the one that saves most is counted and any other with
/// a concern in common is left out, and so is advice on a run or node as a whole beside advice on a part of it:
/// taken from the largest saving down, which is close to the most that can be had and never more. Savings of
/// different periods and currencies are not added. Immutable and thread-safe.
public record Together(List<Sum> sums, List<String> leftOut) {

    /// The sum of one currency and period: how many advices it counts, and the interval of their savings, added end
    /// by end.
    public record Sum(Promise.Per per, Money saving, Money low, Money high, int counted) {}

    public Together {
        sums = List.copyOf(sums);
        leftOut = List.copyOf(leftOut);
    }

    /// What advice is worth together. Advice that promises nothing or costs money adds nothing.
    public static Together of(List<AdviceCase> cases) {
        Map<String, List<AdviceCase>> groups = new TreeMap<>();
        for (AdviceCase one : cases) {
            Promise promise = one.promise();
            if (promise != null && promise.saving().amount().signum() > 0) {
                groups.computeIfAbsent(promise.per().name() + promise.saving().currency(), _ -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Sum> sums = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        groups.values().forEach(group -> sums.add(sum(group, leftOut)));
        return new Together(sums, leftOut);
    }

    private static Sum sum(List<AdviceCase> group, List<String> leftOut) {
        List<AdviceCase> largestFirst = group.stream()
                .sorted(Comparator.comparing((AdviceCase one) -> promise(one).saving())
                        .reversed()
                        .thenComparing(AdviceCase::id))
                .toList();
        Promise first = promise(largestFirst.getFirst());
        Money nothing = Money.zero(first.saving().currency());
        Sum sum = new Sum(first.per(), nothing, nothing, nothing, 0);
        Set<Concern> taken = new HashSet<>();
        Set<Concern> wholesOfTaken = new HashSet<>();
        for (AdviceCase one : largestFirst) {
            Set<Concern> concerns = one.concerns();
            Set<Concern> wholes = one.wholes();
            if (concerns.stream().anyMatch(concern -> taken.contains(concern) || wholesOfTaken.contains(concern))
                    || wholes.stream().anyMatch(taken::contains)) {
                leftOut.add(one.id());
                continue;
            }
            taken.addAll(concerns);
            wholesOfTaken.addAll(wholes);
            Promise promise = promise(one);
            sum = new Sum(
                    sum.per(),
                    sum.saving().plus(promise.saving()),
                    sum.low().plus(promise.low()),
                    sum.high().plus(promise.high()),
                    sum.counted() + 1);
        }
        return sum;
    }

    private static Promise promise(AdviceCase one) {
        Promise promise = one.promise();
        if (promise == null) {
            throw new IllegalArgumentException("no money is promised by " + one.id());
        }
        return promise;
    }
}
