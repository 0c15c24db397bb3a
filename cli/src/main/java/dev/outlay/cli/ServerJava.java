package dev.outlay.cli;

import dev.outlay.units.CallersMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How Java is started for the server.
final class ServerJava {

    /// The heap follows what is in it: it is made larger where a fifth of the time would go into collecting, and what
    /// is not needed, of the database's memory too, goes back to the system.
    private static final List<String> MEMORY = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:GCTimeRatio=4",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-XX:G1PeriodicGCInterval=10000",
            "-XX:TrimNativeHeapInterval=1000");

    private ServerJava() {}

    /// The command for the server in a folder; further options, separated by blanks, count more than ours. Throws
    /// [CallersMistake] where no server is there.
    static List<String> command(Path application, @Nullable String options) {
        Path jar = jar(application);
        if (!Files.isRegularFile(jar)) {
            throw new CallersMistake(
                    "there is no server at " + application + ": start Outlay by its launcher, ./outlay");
        }
        List<String> command = new ArrayList<>();
        command.add(program());
        command.addAll(MEMORY);
        command.addAll(new ClassArchive(application).options());
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /// The folder of the server that the launcher names.
    static Path application() {
        return Path.of(System.getProperty("outlay.server", "server"));
    }

    static Path jar(Path application) {
        return application.resolve("quarkus-run.jar");
    }

    /// The Java that runs this process.
    static String program() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
