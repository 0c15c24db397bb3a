package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The committed data files are what the program in tools/catalog makes of the facts, where those are at hand.
class RebuiltDataTest {

    @Test
    void theCommittedFilesAreWhatTheProgramWrites(@TempDir Path fresh) throws IOException, InterruptedException {
        Path root = root();
        Path facts = root.resolveSibling("shared").resolve("data");
        assumeTrue(
                Files.isDirectory(facts.resolve("catalog")),
                "skipped: the catalog's facts are not beside the repository in ../shared/data, so there is nothing to"
                        + " rebuild the data files from");

        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        root.resolve("tools/catalog/BuildCatalog.java").toString(),
                        facts.toString(),
                        fresh.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(said).isZero();

        Path committed = root.resolve("core/src/main/resources/dev/outlay/catalog");
        assertThat(names(fresh)).isEqualTo(names(committed)).hasSize(21);
        for (String name : names(fresh)) {
            assertThat(fresh.resolve(name)).hasSameTextualContentAs(committed.resolve(name));
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("tools/catalog/BuildCatalog.java"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder, "the tests run inside the repository");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
