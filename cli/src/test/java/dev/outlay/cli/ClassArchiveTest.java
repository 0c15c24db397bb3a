package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which archive of classes the server is started with.
final class ClassArchiveTest {

    @TempDir
    private Path application = Path.of("");

    @Test
    void usesAnArchiveOfClassesThatIsNotOlderThanTheServer() throws IOException {
        Path jar = Files.createFile(application.resolve("quarkus-run.jar"));
        assertThat(new ClassArchive(application).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));
        Path archive = Files.createFile(application.resolve("classes-" + Runtime.version() + ".aot"));
        assertThat(new ClassArchive(application).options()).contains("-XX:AOTCache=" + archive);
        Files.setLastModifiedTime(
                jar,
                FileTime.from(Files.getLastModifiedTime(archive).toInstant().plusSeconds(1)));
        assertThat(new ClassArchive(application).options()).noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }
}
