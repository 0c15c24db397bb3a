package dev.outlay.ledger;

import dev.outlay.ledger.Dimension.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Owner rules drawn by chance, over the values that [RandomCharges] draws from.
final class RandomRules {

    private static final List<Dimension> MATCHED = List.of(
            Named.NAMESPACE,
            Named.WORKLOAD,
            Named.TEAM,
            Named.PROJECT,
            Named.PROVIDER,
            Named.ACCOUNT,
            Named.NODE,
            Named.USE,
            new Dimension.Tag("qos"),
            new Dimension.Tag("odd.\"key'"));
    private static final List<String> VALUES =
            List.of("ns", "w1", "w2", "vision", "sprache-ü", "探索", "p1", "aws", "1", "n2", "idle", "LS", "", "ü\n\"");
    private static final List<String> PATTERNS = List.of(
            "(\\w)(\\d)?",
            "([a-z]*)-?(.*)",
            "(.)(.+)",
            "[^a-m]+(.?)",
            "(?:n|w|p)(\\d|s)",
            "(ü)[^a].",
            "(?:(v)|(V))ision",
            "\\W+");

    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    OwnerRules rules() {
        return new OwnerRules(IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(number -> rule("rule " + number))
                .toList());
    }

    private OwnerRule rule(String name) {
        List<Match> matches = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            matches.add(new Match.OneOf(oneOf(MATCHED), Set.of(oneOf(VALUES), oneOf(VALUES) + "'")));
        }
        int groups = 0;
        if (random.nextBoolean()) {
            CommonPattern pattern = CommonPattern.of(oneOf(PATTERNS));
            groups = pattern.groups();
            matches.clear();
            matches.add(new Match.Like(oneOf(MATCHED), pattern));
        }
        Map<Named, OwnerValue> says = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            says.put(oneOf(List.copyOf(OwnerRule.SETTABLE)), value(groups));
        }
        return new OwnerRule(name, matches, says, random.nextInt(3) == 0);
    }

    private OwnerValue value(int groups) {
        return switch (random.nextInt(3)) {
            case 0 -> new OwnerValue.Copy(oneOf(MATCHED));
            case 1 -> OwnerValue.Text.of(oneOf(List.of("a team", "it's", "$$5", "?{0}")));
            default ->
                OwnerValue.Text.of(
                        groups == 0
                                ? "nobody"
                                : oneOf(List.of("", "x-")) + "$" + (1 + random.nextInt(groups))
                                        + oneOf(List.of("", "/y")));
        };
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
