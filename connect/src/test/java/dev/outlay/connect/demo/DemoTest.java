package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:50:00Z");

    @TempDir
    Path folder;

    @Test
    void theSameDayGivesTheSameBytes() throws Exception {
        List<Path> morning = Demo.files(folder.resolve("morning"), NOW, _ -> {});
        List<Path> evening = Demo.files(folder.resolve("evening"), Instant.parse("2026-11-22T23:59:59Z"), _ -> {});
        assertThat(evening).hasSameSizeAs(morning);
        for (int i = 0; i < morning.size(); i++) {
            assertThat(evening.get(i)).hasFileName(morning.get(i).getFileName().toString());
            assertThat(evening.get(i)).hasSameBinaryContentAs(morning.get(i));
        }
    }

    @Test
    void chanceFallsAsItDidWhenThisWasWritten() {
        Chance chance = new Chance(20_250_917, "a topic");
        assertThat(List.of(chance.between(0, 999), chance.between(0, 999), chance.between(0, 999)))
                .containsExactly(946, 404, 530);
    }

    @Test
    void aFolderThatHoldsACompanyIsLeftAsItIs() throws Exception {
        List<Path> files = Demo.files(folder, NOW, _ -> {});
        Files.writeString(files.getFirst(), "touched");
        List<String> steps = new ArrayList<>();
        assertThat(Demo.files(folder, NOW.plusSeconds(200_000), steps::add)).isEqualTo(files);
        assertThat(steps).isEmpty();
        assertThat(files.getFirst()).hasContent("touched");
    }

    @Test
    void aFolderLeftHalfWrittenIsWrittenAgain() throws Exception {
        List<Path> files = Demo.files(folder, NOW, _ -> {});
        Files.delete(folder.resolve("company.txt"));
        Files.writeString(files.getFirst(), "half");
        assertThat(Demo.isIn(folder)).isFalse();
        Demo.files(folder, NOW, _ -> {});
        assertThat(Demo.isIn(folder)).isTrue();
        assertThat(files.getFirst()).content().startsWith("provider,sku,");
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "");
        assertThatThrownBy(() -> Demo.files(file, NOW, _ -> {}))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot write the sample company to " + file);
    }
}
