package dev.outlay.connect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.CommonPattern;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java and RE2 give the same answer to every pattern that is taken, captures included.
class PatternAgreementTest {

    private static final String LETTERS = "ab1-ü探_\n";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyPatternMeansTheSameToBoth(long seed) throws SQLException {
        var random = new Random(seed);
        int matched = 0;
        int captured = 0;
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                PreparedStatement full = connection.prepareStatement("select regexp_full_match(?, ?, 's')")) {
            for (int i = 0; i < 400; i++) {
                CommonPattern pattern = pattern(random);
                for (int j = 0; j < 8; j++) {
                    String value = text(random, random.nextInt(5));
                    String what = "seed " + seed + ", pattern " + pattern + ", value " + value;
                    full.setString(1, value);
                    full.setString(2, pattern.text());
                    try (ResultSet row = full.executeQuery()) {
                        row.next();
                        assertThat(row.getBoolean(1)).as(what).isEqualTo(pattern.matches(value));
                    }
                    if (pattern.matches(value)) {
                        matched++;
                        for (int group = 1; group <= Math.min(9, pattern.groups()); group++) {
                            captured++;
                            assertThat(captured(connection, value, pattern, group))
                                    .as(what + ", group " + group)
                                    .isEqualTo(pattern.group(value, group));
                        }
                    }
                }
            }
        }
        assertThat(matched).isGreaterThan(100);
        assertThat(captured).isGreaterThan(50);
    }

    private static String captured(Connection connection, String value, CommonPattern pattern, int group)
            throws SQLException {
        String literal = "'\\A(?:" + pattern.text().replace("'", "''") + ")\\z'";
        try (PreparedStatement extract =
                connection.prepareStatement("select regexp_extract(?, " + literal + ", " + group + ", 's')")) {
            extract.setString(1, value);
            try (ResultSet row = extract.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static CommonPattern pattern(Random random) {
        while (true) {
            try {
                return CommonPattern.of(alternatives(random, 3));
            } catch (IllegalArgumentException e) {
                // drawn outside of what is taken: draw again
                assertThat(e).hasMessageContaining("is not taken");
            }
        }
    }

    private static String alternatives(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(_ -> sequence(random, depth))
                .collect(Collectors.joining("|"));
    }

    private static String sequence(Random random, int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(
                        _ -> atom(random, depth) + oneOf(random, "", "", "", "*", "+", "?", "??", "*?", "{1,2}", "{2}"))
                .collect(Collectors.joining());
    }

    private static String atom(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1 -> text(random, 1);
            case 2 -> oneOf(random, ".", "\\d", "\\D", "\\w", "\\W", "\\-");
            case 3 -> "[" + oneOf(random, "", "^") + oneOf(random, "a-z", "ü", "1\\d", "探_-", "\\W", "a-ü") + "]";
            case 4 -> oneOf(random, "[a-b]", "[^a]", "b");
            case 5 -> "(?:" + alternatives(random, depth - 1) + ")";
            default -> "(" + alternatives(random, depth - 1) + ")";
        };
    }

    private static String text(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))))
                .collect(Collectors.joining());
    }

    private static String oneOf(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
