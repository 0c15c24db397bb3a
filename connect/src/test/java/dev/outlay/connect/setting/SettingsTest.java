package dev.outlay.connect.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    @Test
    void tellsEachValueAndWhereItCameFromAndNoSecret() {
        Table table = Settings.table(
                Map.of("outlay.port", "9000", "outlay.rate", " ")::get,
                Map.of(
                        "OUTLAY_PORT", "9001",
                        "OUTLAY_AUTH", "token",
                        "OUTLAY_TOKEN", "outlay_secret",
                        "OUTLAY_STORE", "jdbc:postgresql://ada:pw@host/db?user=ada&password=pw2&ssl=true")::get);

        assertThat(row(table, "OUTLAY_PORT")).startsWith("OUTLAY_PORT", "9000", "property");
        assertThat(row(table, "OUTLAY_AUTH")).startsWith("OUTLAY_AUTH", "token", "variable");
        assertThat(row(table, "OUTLAY_RATE")).startsWith("OUTLAY_RATE", "50", "default");
        assertThat(row(table, "OUTLAY_TOKEN")).startsWith("OUTLAY_TOKEN", "***", "variable");
        assertThat(row(table, "OUTLAY_STORE").get(1))
                .isEqualTo("jdbc:postgresql://***@host/db?user=***&password=***&ssl=true");
        assertThat(table.toString()).doesNotContain("outlay_secret", "pw");
        assertThat(table.heading()).containsEntry("set", "4");
    }

    @Test
    void everySettingStandsInTheReference() throws IOException {
        String pages = Files.readString(reference().resolve("rest.md"))
                + Files.readString(reference().resolve("security.md"))
                + Files.readString(reference().resolve("cli.md"))
                + Files.readString(reference().resolve("alerts-file.md"));

        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat(pages).contains("`" + setting.variable() + "`"))
                .doesNotHaveDuplicates();
    }

    private static List<@Nullable String> row(Table table, String setting) {
        return table.rows().stream()
                .filter(row -> setting.equals(row.getFirst()))
                .findFirst()
                .orElseThrow();
    }

    private static Path reference() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path pages = folder.resolve("docs/reference");
            if (Files.exists(pages)) {
                return pages;
            }
        }
        throw new IllegalStateException("no docs/reference above " + Path.of("").toAbsolutePath());
    }
}
