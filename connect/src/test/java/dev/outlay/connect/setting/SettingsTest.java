package dev.outlay.connect.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    // a name in a literal, or one that a shell reads
    private static final Pattern READ =
            Pattern.compile("[\"{](OUTLAY_[A-Z_]*[A-Z]|[A-Z][A-Z_]*_(?:API_KEY|TOKEN|USERNAME"
                    + "|PASSWORD)|XDG_DATA_HOME)(?:\"|:-|})");
    private static final Pattern WRITTEN = Pattern.compile("(?m)^\\| `([A-Z][A-Z_<>]+)` \\|");

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
    void everySettingStandsInTheReferenceAsItIsShown() throws IOException {
        String page = page();

        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat(page)
                        .contains("| `" + setting.variable() + "` | " + setting.otherwise() + " | "
                                + setting.description() + " |\n"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyVariableThatIsReadStandsInTheReferenceAndEveryOneThereIsRead() throws IOException {
        String program = program();
        Set<String> read = new TreeSet<>();
        READ.matcher(program).results().forEach(variable -> read.add(variable.group(1)));
        // what the launcher and ./mvnw tell the script that both read
        read.removeAll(Set.of("OUTLAY_JAVA_KIND", "OUTLAY_JAVA_EXIT"));
        Set<String> written = new TreeSet<>();
        WRITTEN.matcher(page()).results().forEach(variable -> written.add(variable.group(1)));

        assertThat(read).contains("OUTLAY_PORT", "OUTLAY_NO_BUILD", "LAMBDA_API_KEY", "WATTTIME_PASSWORD");
        assertThat(written).containsAll(read);
        // picocli reads the one; the other is the pattern of all feeds
        written.removeAll(Set.of("NO_COLOR", "OUTLAY_FEED_<NAME>_URL"));
        assertThat(written).allSatisfy(variable -> assertThat(program).contains(variable));
    }

    /// What runs, with the launcher: every text in which a variable may be named.
    private static String program() throws IOException {
        Path root = reference().resolve("../..").normalize();
        var program = new StringBuilder();
        for (String module : List.of("core", "connect", "kubernetes", "cli", "server")) {
            try (Stream<Path> files = Files.walk(root.resolve(module + "/src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    program.append(Files.readString(file));
                }
            }
        }
        program.append(Files.readString(root.resolve("outlay")));
        return program.append(Files.readString(root.resolve(".mvn/find-jdk.sh")))
                .toString();
    }

    private static String page() throws IOException {
        return Files.readString(reference().resolve("settings.md"));
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
