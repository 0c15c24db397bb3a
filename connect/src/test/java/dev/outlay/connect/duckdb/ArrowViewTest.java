package dev.outlay.connect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.arrow.Batch;
import dev.outlay.connect.arrow.BatchStream;
import dev.outlay.connect.arrow.BatchSupply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    @TempDir
    Path folder;

    @Test
    void aDatabaseSeesTheRowsOfAllBatchesAndWhichTextsAreAbsent() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var one = new Batch(2);
                var two = new Batch(2);
                var stream = new BatchStream(NAMES)) {
            assertThat(rows(connection, stream, one, two)).isEmpty();
        }
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var one = new Batch(2);
                var two = new Batch(2)) {
            row(one, 1, "short", null);
            row(one, 2, null, "a text of more than twelve bytes, grün");
            row(one, 3, null, null);
            row(two, 4, "", "x");
            try (var stream = new BatchStream(NAMES)) {
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
    void aStreamThatBeginsAgainGivesTheSameAgain() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var batch = new Batch(2)) {
            row(batch, 1, "a", "b");
            try (var stream = new BatchStream(NAMES)) {
                assertThat(rows(connection, stream, batch))
                        .isEqualTo(rows(connection, stream, batch))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aBatchThatIsClearedRemembersNothing() throws SQLException {
        try (DuckDBConnection connection = DuckDb.inMemory(folder, DuckDbSettings.defaults());
                var batch = new Batch(2)) {
            for (int line = 0; line < 5_000; line++) {
                row(batch, line, line % 3 == 0 ? null : "before", line % 5 == 0 ? null : "it was cleared");
            }
            batch.clear();
            row(batch, 7, "after", null);
            try (var stream = new BatchStream(NAMES)) {
                assertThat(rows(connection, stream, batch)).containsExactly("7|0|after|null");
            }
        }
    }

    @Test
    void aBatchIsFullAtItsMostRows() {
        try (var batch = new Batch(0)) {
            for (int row = 1; row < Batch.MOST_ROWS; row++) {
                batch.endRow(row, 0);
            }
            assertThat(batch.isFull()).isFalse();
            batch.endRow(0, 0);
            assertThat(batch.isFull()).isTrue();
        }
    }

    private static void row(Batch batch, long line, @Nullable String first, @Nullable String second) {
        text(batch, 0, first);
        text(batch, 1, second);
        batch.endRow(line, 0);
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
        Iterator<Batch> left = List.of(batches).iterator();
        stream.begin(new BatchSupply() {
            @Override
            public @Nullable Batch next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void giveBack(Batch batch) {
                back.add(batch);
            }
        });
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
}
