package dev.outlay.connect.focus.check;

import dev.outlay.connect.focus.FocusColumn;
import dev.outlay.connect.focus.check.Step.Outcome;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Rules about the names of columns and their order. Immutable.
record ColumnNames(List<String> names) {

    private static final int LONGEST = 50;
    private static final String CUSTOM = "x_";

    ColumnNames {
        names = List.copyOf(names);
    }

    Step check(String rule) {
        return switch (rule) {
            case "pascal" -> every(name -> plain(name).matches("[A-Z].*"), "does not begin with a capital letter");
            case "alphanumeric" ->
                every(name -> plain(name).matches("[A-Za-z0-9]+"), "holds more than letters and digits");
            case "length" -> every(name -> name.length() <= LONGEST, "is longer than 50 characters");
            case "prefix" ->
                every(
                        name -> name.startsWith(CUSTOM)
                                || FocusColumn.named(name).isPresent(),
                        "is none of FOCUS and lacks the prefix x_");
            case "last" -> order();
            default -> throw new IllegalStateException("a reading of names is not known: " + rule);
        };
    }

    private Step order() {
        int firstCustom = IntStream.range(0, names.size())
                .filter(at -> names.get(at).startsWith(CUSTOM))
                .findFirst()
                .orElse(names.size());
        return names.subList(firstCustom, names.size()).stream()
                .filter(name -> !name.startsWith(CUSTOM))
                .findFirst()
                .map(late -> (Step)
                        new Step.Decided(Outcome.FAIL, "the column " + late + " comes after " + names.get(firstCustom)))
                .orElseGet(() -> new Step.Decided(Outcome.PASS, ""));
    }

    private Step every(Predicate<String> holds, String otherwise) {
        return names.stream()
                .filter(holds.negate())
                .findFirst()
                .map(wrong -> (Step) new Step.Decided(Outcome.FAIL, "the column " + wrong + " " + otherwise))
                .orElseGet(() -> new Step.Decided(Outcome.PASS, ""));
    }

    private static String plain(String name) {
        return name.startsWith(CUSTOM) ? name.substring(CUSTOM.length()) : name;
    }
}
