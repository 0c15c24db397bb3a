package dev.outlay.connect.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableJsonTest {

    @Test
    void isTheDocumentedShape() {
        assertThat(TableJson.text(spend()))
                .isEqualTo("{\"measure\":\"billed\",\"total\":\"20.52022672899\",\"currency\":\"USD\",\"from\":null,"
                        + "\"rows\":[{\"team\":\"vision\",\"day\":\"2026-10-01\",\"value\":\"12.5\"},"
                        + "{\"team\":null,\"day\":\"2026-10-02\",\"value\":null}],"
                        + "\"columns\":[{\"name\":\"team\",\"kind\":\"text\",\"unit\":null},"
                        + "{\"name\":\"day\",\"kind\":\"time\",\"unit\":null},"
                        + "{\"name\":\"value\",\"kind\":\"decimal\",\"unit\":\"USD\"}],"
                        + "\"notes\":[\"2 \\\"lines\\\" have no price\"]}");
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        Table parts = withParts(spend("on demand"), spend("größte"));

        assertThat(read("cost", TableJson.text(spend()))).isEqualTo(spend());
        assertThat(read("cost", TableJson.text(parts))).isEqualTo(parts);
        var indented = new ByteArrayOutputStream();
        TableJson.writeIndented(parts, indented);
        assertThat(read("cost", indented.toString(StandardCharsets.UTF_8))).isEqualTo(parts);
    }

    @Test
    void readsBackATableOfNothing() throws IOException {
        Table nothing = Table.of("cost", Map.of(), List.of(), List.of(), List.of());

        assertThat(read("cost", TableJson.text(nothing))).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "columns", "notes"})
    void refusesAHeadingThatWouldHideThePartsOfATable(String key) {
        Table table = Table.of("cost", Map.of(key, "1"), List.of(), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableJson.text(table))
                .withMessage("the table cost would have the key '" + key + "' twice in its JSON");
    }

    @Test
    void refusesPartsAndColumnsThatWouldHideEachOther() {
        Table part = spend("total");
        Table twice = Table.of(
                "inner", Map.of(), List.of(Column.text("value"), Column.decimal("value", "USD")), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableJson.text(withParts(part)))
                .withMessageContaining("'total' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableJson.text(withParts(spend("a"), spend("a"))))
                .withMessageContaining("'a' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableJson.text(twice))
                .withMessageContaining("'value' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableJson.text(withParts(twice)))
                .withMessageContaining("the table inner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"total\":1}",
                "{\"total\":\"1\",\"total\":\"2\"}",
                "{\"rows\":{}}",
                "{\"rows\":[{\"a\":\"1\"}],\"columns\":[]}",
                "{\"rows\":[{}],\"columns\":[{\"name\":\"a\",\"kind\":\"text\",\"unit\":null}]}",
                "{\"columns\":[{\"name\":\"a\",\"kind\":\"colour\",\"unit\":null}]}",
                "{\"columns\":[{\"kind\":\"text\"}]}",
                "{\"notes\":[1]}",
                "{\"rows\":[],",
                "{} {}"
            })
    void refusesWhatIsNoTable(String json) {
        assertThatIOException().isThrownBy(() -> read("cost", json));
    }

    private static Table spend() {
        return spend("cost");
    }

    private static Table spend(String name) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("measure", "billed");
        heading.put("total", "20.52022672899");
        heading.put("currency", "USD");
        heading.put("from", null);
        return Table.of(
                name,
                heading,
                List.of(Column.text("team"), Column.time("day"), Column.decimal("value", "USD")),
                List.of(
                        new ArrayList<>(Arrays.asList("vision", "2026-10-01", "12.5")),
                        new ArrayList<>(Arrays.asList(null, "2026-10-02", null))),
                List.of("2 \"lines\" have no price"));
    }

    private static Table withParts(Table... parts) {
        return new Table(
                "cost",
                Map.of("total", "20.52"),
                List.of(Column.text("team")),
                List.of(List.of("vision")),
                List.of(),
                List.of(parts));
    }

    private static Table read(String name, String json) throws IOException {
        return TableJson.read(name, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
