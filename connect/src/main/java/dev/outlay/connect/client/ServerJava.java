package dev.outlay.connect.client;

import dev.outlay.units.CallersMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How Java is started for the server, by whoever starts one on this machine.
public final class ServerJava {

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

    /// The server in a folder, ready to be started, with these options of Java and those of `OUTLAY_JAVA_OPTIONS`.
    /// Throws [CallersMistake] where no server is there.
    public static ProcessBuilder process(Path application, List<String> more) {
        var process = new ProcessBuilder(command(application, more, System.getenv("OUTLAY_JAVA_OPTIONS")));
        // an arena of memory for each thread of the database would never be given back
        process.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return process;
    }

    /// The command for it; `options`, separated by blanks, count more than ours.
    static List<String> command(Path application, List<String> more, @Nullable String options) {
        Path jar = jar(application);
        if (!Files.isRegularFile(jar)) {
            throw new CallersMistake(
                    "there is no server at " + application + ": start Outlay by its launcher, ./outlay");
        }
        List<String> command = new ArrayList<>();
        command.add(program());
        command.addAll(MEMORY);
        command.addAll(more);
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /// What is run of the server in a folder.
    public static Path jar(Path application) {
        return application.resolve("quarkus-run.jar");
    }

    /// The Java that runs this process.
    public static String program() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
