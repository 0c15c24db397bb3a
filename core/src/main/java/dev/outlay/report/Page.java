package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list that grows: at most `limit` rows, of those behind a row that was seen before.
///
/// A place in the list is named by what its row is ordered by, not by its number, so that rows which come in
/// meanwhile neither repeat others nor hide them. The place stands in the heading [#NEXT] of a page that others
/// follow, as a text that means nothing to the caller, and is given back as the parameter `after`. Immutable.
public final class Page {

    /// The heading that names the place behind the last row of a page; not there on the last page.
    public static final String NEXT = "next";

    /// Takes what a page had as [#NEXT].
    public static final Parameter AFTER = Parameter.one(
            "after", "MjAyNi0xMC0wMVQwMDowMDowMFoKYmlsbC83", "Go on behind the page whose heading next is this");

    /// So that no question fills the memory of a server with the rows of its answer.
    private static final int MOST = 20_000;

    private static final String SEPARATOR = "\n";

    private final int limit;
    private final @Nullable List<String> after;

    private Page(int limit, @Nullable List<String> after) {
        this.limit = limit;
        this.after = after;
    }

    /// What a caller asks for; `shown` rows where it says no number. Throws [CallersMistake] on a place that is
    /// none.
    public static Page of(Parameters parameters, Parameter limit, int shown) {
        return new Page(
                parameters.one(limit.name(), Page::count).orElse(Math.min(shown, MOST)),
                parameters.one(AFTER.name(), Page::read).orElse(null));
    }

    private static int count(String text) {
        int count = Texts.count(text);
        if (count > MOST) {
            throw new IllegalArgumentException("a page has at most " + MOST + " rows, not " + text
                    + ": ask for the next one with " + AFTER.name());
        }
        return count;
    }

    /// A row of a list that is ordered by time: when, and which of those at that time.
    record Key(Instant at, String id) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::at).thenComparing(Key::id);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// The rows of a page, how many more there are behind it, and the place behind it where there are.
    public record Rows<T>(List<T> rows, long more, @Nullable String next) {

        public Rows {
            rows = List.copyOf(rows);
        }

        /// Rows that are all there is.
        static <T> Rows<T> all(List<T> rows) {
            return new Rows<>(rows, 0, null);
        }

        /// Says in the heading where the next page begins.
        public void tell(Map<String, @Nullable String> heading) {
            if (next != null) {
                heading.put(NEXT, next);
            }
        }
    }

    int limit() {
        return limit;
    }

    /// The time behind which a page of a list that begins with the earliest row lies, and before which one of a
    /// list that begins with the latest does; null for the first page.
    @Nullable
    Key key() {
        if (after == null) {
            return null;
        }
        try {
            return new Key(Instant.parse(after.getFirst()), after.getLast());
        } catch (DateTimeException e) {
            throw notAPlace(e);
        }
    }

    /// A page of a list that begins with the earliest row; `key` tells the place of a row.
    <T> Rows<T> earliestFirst(List<T> all, Function<T, Key> key) {
        return ordered(all, key, Comparator.naturalOrder());
    }

    /// A page of a list that begins with the latest row; `key` tells the place of a row.
    <T> Rows<T> latestFirst(List<T> all, Function<T, Key> key) {
        return ordered(all, key, Comparator.reverseOrder());
    }

    private <T> Rows<T> ordered(List<T> all, Function<T, Key> key, Comparator<Key> order) {
        Key place = key();
        List<T> behind = all.stream()
                .filter(row -> place == null || order.compare(key.apply(row), place) > 0)
                .toList();
        return cut(behind, row -> {
            Key last = key.apply(row);
            return List.of(last.at().toString(), last.id());
        });
    }

    /// A page of a list in an order of its own, in which each row has a name: what stands behind the row that ended
    /// the page before. Throws [CallersMistake] where that row is no longer in the list.
    public <T> Rows<T> named(List<T> all, Function<T, String> name) {
        if (after == null) {
            return cut(all, row -> List.of(name.apply(row)));
        }
        String last = String.join(SEPARATOR, after);
        for (int i = 0; i < all.size(); i++) {
            if (name.apply(all.get(i)).equals(last)) {
                return cut(all.subList(i + 1, all.size()), row -> List.of(name.apply(row)));
            }
        }
        throw new CallersMistake(AFTER.name() + ": the row at which that page ended is no longer in the list: begin"
                + " again without " + AFTER.name());
    }

    private <T> Rows<T> cut(List<T> behind, Function<T, List<String>> place) {
        List<T> rows = new ArrayList<>(behind.subList(0, Math.min(limit, behind.size())));
        boolean more = behind.size() > rows.size();
        return new Rows<>(rows, behind.size() - rows.size(), more ? write(place.apply(rows.getLast())) : null);
    }

    private static String write(List<String> place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, place).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(String text) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return List.of(place.split(SEPARATOR, 2));
        } catch (IllegalArgumentException e) {
            throw notAPlace(e);
        }
    }

    private static CallersMistake notAPlace(Exception e) {
        return new CallersMistake(
                AFTER.name() + " is no place in this list: give what the page before had as " + NEXT
                        + ", or begin again without " + AFTER.name(),
                Objects.requireNonNull(e));
    }
}
