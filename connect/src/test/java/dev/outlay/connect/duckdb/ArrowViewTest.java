package dev.outlay.connect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.BatchStream;
import dev.outlay.connect.arrow.BatchSupply;
import dev.outlay.connect.arrow.ColumnKind;
import dev.outlay.connect.arrow.StreamReader;
import dev.outlay.connect.sql.RowReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowViewTest {

    private static final List<String> NAMES = List.of("line", "again", "first", "second");
    private static final List<ColumnKind> KINDS =
            List.of(ColumnKind.INTEGER, ColumnKind.INTEGER, ColumnKind.TEXT, ColumnKind.TEXT);

    @TempDir
    Path folder;

    @Test
    void aDatabaseSeesTheRowsOfAllBatchesAndWhichTextsAreAbsent() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var one = new Batch(KINDS);
                var two = new Batch(KINDS);
                var stream = new BatchStream(NAMES, KINDS)) {
            assertThat(rows(connection, stream, one, two)).isEmpty();
        }
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var one = new Batch(KINDS);
                var two = new Batch(KINDS)) {
            row(one, 1, "short", null);
            row(one, 2, null, "a text of more than twelve bytes, grün");
            row(one, 3, null, null);
            row(two, 4, "", "x");
            try (var stream = new BatchStream(NAMES, KINDS)) {
                assertThat(rows(connection, stream, one, two))
                        .containsExactly(
                                "1|0|short|null",
                                "2|0|null|a text of more than twelve bytes, grün",
                                "3|0|null|null",
                                "4|0||x");
            }
        }
    }

    @Test
    void decimalsAndInstantsComeToTheLastDigit() throws SQLException {
        List<String> said = List.of(
                "0", "-1", "0.000000000000000001", "-12345678901234567890.123456789012345678", "9223372036854775807.5");
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var batch = new Batch(List.of(ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.INSTANT));
                var stream = new BatchStream(
                        List.of("line", "amount", "at"),
                        List.of(ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.INSTANT))) {
            for (String amount : said) {
                batch.number(0, batch.rows());
                batch.decimal(1, new BigDecimal(amount));
                batch.number(2, 1_000_001L * batch.rows());
                batch.endRow();
            }
            batch.number(0, batch.rows());
            batch.endRow();
            List<String> seen = new ArrayList<>(said.stream()
                    .map(amount -> new BigDecimal(amount).setScale(18).toPlainString())
                    .toList());
            seen.add("null");
            stream.begin(supply(new ArrayList<>(), batch));
            ArrowView.show(connection, "shown", stream);
            try (Statement statement = connection.createStatement()) {
                try (ResultSet found = statement.executeQuery("select * from shown order by line")) {
                    for (int line = 0; line < seen.size(); line++) {
                        assertThat(found.next()).isTrue();
                        BigDecimal amount = found.getBigDecimal(2);
                        assertThat(amount == null ? "null" : amount.toPlainString())
                                .isEqualTo(seen.get(line));
                        LocalDateTime at = found.getObject(3, LocalDateTime.class);
                        assertThat(at)
                                .isEqualTo(
                                        amount == null
                                                ? null
                                                : LocalDateTime.of(1970, 1, 1, 0, 0)
                                                        .plusNanos(1_000_001_000L * line));
                    }
                }
                statement.execute("drop view shown");
            }
            ArrowView.forget(connection);
        }
    }

    @Test
    void aStreamThatBeginsAgainGivesTheSameAgain() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var batch = new Batch(KINDS)) {
            row(batch, 1, "a", "b");
            try (var stream = new BatchStream(NAMES, KINDS)) {
                assertThat(rows(connection, stream, batch))
                        .isEqualTo(rows(connection, stream, batch))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aBatchThatIsClearedRemembersNothing() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var batch = new Batch(KINDS)) {
            for (int line = 0; line < 5_000; line++) {
                row(batch, line, line % 3 == 0 ? null : "before", line % 5 == 0 ? null : "it was cleared");
            }
            batch.clear();
            row(batch, 7, "after", null);
            try (var stream = new BatchStream(NAMES, KINDS)) {
                assertThat(rows(connection, stream, batch)).containsExactly("7|0|after|null");
            }
        }
    }

    @Test
    void aBatchIsFullAtItsMostRows() {
        try (var batch = new Batch(List.of())) {
            for (int row = 1; row < Batch.MOST_ROWS; row++) {
                batch.endRow();
            }
            assertThat(batch.isFull()).isFalse();
            batch.endRow();
            assertThat(batch.isFull()).isTrue();
        }
    }

    @Test
    void theRowsOfAResultComeAsTheDriverGivesThem() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                PreparedStatement statement =
                        connection.prepareStatement("select case when i % 3 = 0 then null else 'text ' || (i // 7) || ' grün' end,"
                                + " case when i % 5 = 0 then null else i end, i % 2 = 0,"
                                + " case when i % 11 = 0 then null else timestamp '2026-10-01' + to_microseconds(i) end,"
                                + " case when i % 13 = 0 then null else cast(i as decimal(38, 18)) * 1000000000 / 7 end::decimal(38, 18),"
                                + " null from range(10000) r(i) order by i")) {
            List<String> driver = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                var row = new ResultRow(result);
                while (row.next()) {
                    driver.add(values(row));
                }
            }
            List<String> stream = new ArrayList<>();
            try (ResultSet result = statement.executeQuery();
                    StreamReader rows = ArrowView.rows(connection, result)) {
                var row = new StreamRow(rows);
                while (row.next()) {
                    stream.add(values(row));
                }
                assertThat(row.next()).isFalse();
            }
            assertThat(stream).hasSize(10_000).isEqualTo(driver);
        }
    }

    @Test
    void aValueOfAnotherKindIsNotMisread() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                PreparedStatement statement = connection.prepareStatement("select 7, cast(null as integer)");
                ResultSet result = statement.executeQuery();
                StreamReader rows = ArrowView.rows(connection, result)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.text(1)).isNull();
            assertThatThrownBy(() -> rows.text(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a value of the format i was asked for as u");
        }
    }

    private static String values(RowReader row) {
        return row.text() + "|" + row.integer() + "|" + row.flag() + "|" + row.instant() + "|" + row.decimal() + "|"
                + row.text();
    }

    private static void row(Batch batch, long line, @Nullable String first, @Nullable String second) {
        batch.number(0, line);
        batch.number(1, 0);
        text(batch, 2, first);
        text(batch, 3, second);
        batch.endRow();
    }

    private static void text(Batch batch, int column, @Nullable String text) {
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            batch.text(column, bytes, 0, bytes.length);
        }
    }

    /// What a database sees of the batches; each is given back once.
    private static List<String> rows(DuckDBConnection connection, BatchStream stream, Batch... batches)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        List<Batch> back = Collections.synchronizedList(new ArrayList<>());
        stream.begin(supply(back, batches));
        ArrowView.show(connection, "shown", stream);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select * from shown order by line")) {
                while (found.next()) {
                    rows.add(found.getLong(1) + "|" + found.getLong(2) + "|" + found.getString(3) + "|"
                            + found.getString(4));
                }
            }
            statement.execute("drop view shown");
        }
        ArrowView.forget(connection);
        assertThat(back).containsExactlyInAnyOrder(batches);
        return rows;
    }

    private static BatchSupply supply(List<Batch> back, Batch... batches) {
        Iterator<Batch> left = List.of(batches).iterator();
        return new BatchSupply() {
            @Override
            public @Nullable Batch next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void giveBack(Batch batch) {
                back.add(batch);
            }
        };
    }
}
