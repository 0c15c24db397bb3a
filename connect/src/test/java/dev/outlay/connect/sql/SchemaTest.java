package dev.outlay.connect.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private Connection connection;

    @BeforeEach
    void migrate() throws SQLException {
        connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        new Migrations("duckdb").run(connection, "the ledger", NOW);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void everyTableHasTheColumnsThatRowsAreWrittenInAndInThatOrder() throws SQLException {
        for (FactTable table : FactTable.values()) {
            assertThat(strings("select column_name from information_schema.columns where table_name = '" + table.table()
                            + "' order by ordinal_position"))
                    .as(table.table())
                    .isEqualTo(table.columns());
        }
    }

    @Test
    void everyDimensionAndEveryMeasureIsAColumnOfCharges() {
        assertThat(FactTable.CHARGE.columns())
                .containsAll(
                        Stream.of(Dimension.Named.values()).map(Schema::column).toList())
                .containsAll(Stream.of(Measure.values())
                        .map(Schema::of)
                        .map(Field::getName)
                        .toList())
                .contains(Schema.START_AT.getName(), Schema.END_AT.getName(), Schema.CURRENCY.getName());
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        new Migrations("duckdb").run(connection, "the ledger", NOW.plusSeconds(1));
        assertThat(strings("select name || ' ' || applied_at from outlay_migration order by version"))
                .containsExactlyElementsOf(Migrations.FILES.stream()
                        .map(file -> file + " 2026-11-01T00:00:00Z")
                        .toList());
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() throws SQLException {
        execute("insert into outlay_migration values (99, '099-later.sql', 'x', 'later')");
        assertThatThrownBy(() -> new Migrations("duckdb").run(connection, "the ledger", NOW))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.why()).isEqualTo(LedgerException.Cause.FOREIGN))
                .hasMessageContaining("was written by a newer version of Outlay")
                .hasMessageContaining("Use that version");
    }

    @Test
    void aLedgerWhoseSchemaStepWasAnotherIsLeftAlone() throws SQLException {
        execute("update outlay_migration set checksum = 'x'");
        assertThatThrownBy(() -> new Migrations("duckdb").run(connection, "the ledger", NOW))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another form of schema step 001-facts.sql");
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws SQLException {
        try (Connection other = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = other.createStatement()) {
            statement.execute("create table holiday (day date)");
            assertThatThrownBy(() -> new Migrations("duckdb").run(other, "the ledger x.duckdb", NOW))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("x.duckdb is a database of something else: it holds the table holiday");
        }
    }

    /// DuckDB divides decimals into floating point, and so does its average: sums are divided in Java.
    @Test
    void noStatementOfOursDividesOrAverages() throws IOException {
        Path resources = Path.of("src/main/resources");
        try (Stream<Path> files = Files.walk(resources)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql"))
                    // judges what others wrote, with the tolerance that their rounding needs, and keeps nothing
                    .filter(file -> !file.toString().contains("check"))
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(3);
            for (Path script : scripts) {
                String statements =
                        Files.readString(script).replaceAll("--[^\n]*", "").replaceAll("'[^']*'", "''");
                assertThat(statements).as("%s", script).doesNotContainPattern("(?i)\\bavg\\s*\\(|\\bdouble\\b| / ");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
