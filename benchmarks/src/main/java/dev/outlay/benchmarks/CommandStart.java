package dev.outlay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Time from starting a process to its end: the command `outlay`, and beside it a JVM that does nothing.
///
/// Needs a packaged build. Runs in the repository's root or below it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 20)
public class CommandStart {
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr");

    private String java = "";
    private String jar = "";
    private String sharedArchive = "";

    /// Finds the packaged command. Throws [IllegalStateException] where there is none.
    @Setup
    public void findTheCommand() throws IOException {
        Path libraries = root().resolve("cli/target/outlay/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException("the command is not packaged, run ./mvnw -Dquick package: no " + libraries);
        }
        try (var jars = Files.newDirectoryStream(libraries, "outlay-cli-*.jar")) {
            jar = jars.iterator().next().toString();
        }
        java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        sharedArchive =
                Files.createTempDirectory("outlay-benchmark").resolve("cli.jsa").toString();
    }

    /// The least any Java program takes.
    @Benchmark
    public int bareJvm() throws IOException, InterruptedException {
        return run(List.of("-version"));
    }

    /// The command as `./outlay` starts it.
    @Benchmark
    public int version() throws IOException, InterruptedException {
        return run(List.of(
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + sharedArchive, "-jar", jar, "--version"));
    }

    private int run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(FLAGS);
        command.addAll(arguments);
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("ended with " + code + ": " + String.join(" ", command));
        }
        return code;
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
