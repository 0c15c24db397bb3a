package dev.outlay.connect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the server is started.
final class ServerJavaTest {

    @TempDir
    private Path application = Path.of("");

    @Test
    void startsTheServerWithTheOptionsOfJavaThatAreSetAfterItsOwn() throws IOException {
        Files.createFile(application.resolve("quarkus-run.jar"));
        List<String> own = ServerJava.command(application, List.of("-XX:AOTCache=a"), null);
        List<String> command =
                ServerJava.command(application, List.of("-XX:AOTCache=a"), " -Xmx4g  -Dhttps.proxyHost=proxy\n");
        assertThat(own).anyMatch(option -> option.startsWith("-Xmx"));
        assertThat(command.subList(0, own.size() - 2)).isEqualTo(own.subList(0, own.size() - 2));
        assertThat(command.subList(own.size() - 2, command.size()))
                .startsWith("-Xmx4g", "-Dhttps.proxyHost=proxy")
                .endsWith(own.subList(own.size() - 2, own.size()).toArray(String[]::new));
        assertThat(ServerJava.command(application, List.of("-XX:AOTCache=a"), " "))
                .isEqualTo(own);
    }

    @Test
    void saysWhereAServerIsMissing() {
        assertThatThrownBy(() -> ServerJava.command(application, List.of("-XX:AOTCache=a"), null))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("there is no server at " + application);
    }
}
