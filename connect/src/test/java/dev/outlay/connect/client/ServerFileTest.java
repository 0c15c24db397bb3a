package dev.outlay.connect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {

    private static final ServerFile FILE =
            new ServerFile(URI.create("http://127.0.0.1:8052"), 42, "duckdb:/srv/ledger.duckdb", "0.1");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsBackWhatItWritesAndLeavesNothingBesideIt() throws IOException {
        Path file = folder.resolve("home/server.json");
        FILE.write(file);

        assertThat(ServerFile.read(file)).contains(FILE);
        try (var files = Files.list(folder.resolve("home"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void removesNoFileOfAnotherServer() throws IOException {
        Path file = folder.resolve("server.json");
        var other = new ServerFile(FILE.url(), 43, FILE.store(), FILE.version());
        other.write(file);

        FILE.remove(file);
        assertThat(ServerFile.read(file)).contains(other);
        other.remove(file);
        assertThat(file).doesNotExist();
        other.remove(file);
    }
}
