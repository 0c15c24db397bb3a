package dev.outlay.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the names a person may have meant: what starts like it, then small slips of the hand, then what contains
/// it. Thread-safe.
public final class NearNames {

    private static final int SHOWN = 5;
    private static final int TOO_FAR = Integer.MAX_VALUE;

    private NearNames() {}

    /// The nearest names, best first, at most five; empty where none is near.
    public static List<String> nearest(String asked, Collection<String> names) {
        String letters = letters(asked);
        if (letters.isEmpty()) {
            return List.of();
        }
        record Scored(String name, int score, int apart) {}
        return names.stream()
                .distinct()
                .map(name -> {
                    String other = letters(name);
                    return new Scored(name, score(letters, other), Math.abs(letters.length() - other.length()));
                })
                .filter(scored -> scored.score() != TOO_FAR)
                .sorted(Comparator.comparingInt(Scored::score)
                        .thenComparingInt(Scored::apart)
                        .thenComparing(Scored::name))
                .limit(SHOWN)
                .map(Scored::name)
                .toList();
    }

    /// Lower-case letters and digits only: how names are compared.
    static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (char letter : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(letter)) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    // one slip counts 10, so a common start (5) comes before one slip, and containing (15) between one and two
    private static int score(String asked, String name) {
        if (asked.equals(name)) {
            return 0;
        }
        if ((asked.length() >= 2 && name.startsWith(asked)) || (name.length() >= 3 && asked.startsWith(name))) {
            return 5;
        }
        int slips = slips(asked, name);
        if (asked.length() >= 3 && name.contains(asked)) {
            return Math.min(15, 10 * slips);
        }
        return slips <= Math.max(2, asked.length() / 3) && slips < asked.length() ? 10 * slips : TOO_FAR;
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
    static int slips(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length()];
    }
}
