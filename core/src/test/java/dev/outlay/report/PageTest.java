package dev.outlay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of lists that grow while they are read.
class PageTest {

    private static final Parameter LIMIT = Parameter.one("limit", "3", "How many");
    private static final Comparator<Page.Key> ORDER = Comparator.naturalOrder();

    private static Page page(int limit, @Nullable String after) {
        Map<String, List<String>> given = new LinkedHashMap<>(Map.of("limit", List.of(Integer.toString(limit))));
        if (after != null) {
            given.put("after", List.of(after));
        }
        return Page.of(new Parameters(given), LIMIT, 100);
    }

    /// What was there when the reading began is seen once and in order, whatever came in between.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsThatComeInMeanwhileNeitherRepeatNorHideOthers(long seed) {
        Random random = new Random(seed);
        List<Page.Key> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(row(random));
        }
        List<Page.Key> before =
                rows.stream().distinct().sorted(ORDER.reversed()).toList();
        List<Page.Key> seen = new ArrayList<>();
        String after = null;
        do {
            List<Page.Key> now =
                    rows.stream().distinct().sorted(ORDER.reversed()).toList();
            Page.Rows<Page.Key> page = page(1 + random.nextInt(5), after).latestFirst(now, key -> key);
            seen.addAll(page.rows());
            after = page.next();
            for (int i = random.nextInt(4); i > 0; i--) {
                rows.add(row(random));
            }
        } while (after != null);

        assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().isSortedAccordingTo(ORDER.reversed());
        assertThat(seen).as("seed %d", seed).containsAll(before);
    }

    // few instants, so that many rows have the same
    private static Page.Key row(Random random) {
        return new Page.Key(Instant.EPOCH.plusSeconds(random.nextInt(6)), "row\n" + random.nextInt(40));
    }

    @Test
    void aListWithNamesGoesOnBehindTheNamedRow() {
        Page.Rows<String> first = page(2, null).named(List.of("a", "b", "c"), name -> name);

        assertThat(first.rows()).containsExactly("a", "b");
        assertThat(first.more()).isEqualTo(1);
        Page.Rows<String> second = page(2, first.next()).named(List.of("new", "b", "c", "d", "e"), name -> name);
        assertThat(second.rows()).containsExactly("c", "d");
        assertThat(page(2, second.next()).named(List.of("d", "e"), name -> name).next())
                .isNull();
        assertThatThrownBy(() -> page(2, second.next()).named(List.of("a"), name -> name))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("begin again without after");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> page(1, "!")).hasMessageContaining("after is no place in this list");
        assertThatThrownBy(() -> page(1, "AAAA").latestFirst(List.of(), _ -> row(new Random(1))))
                .hasMessageContaining("after is no place in this list");
    }
}
