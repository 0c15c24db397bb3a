package dev.outlay.cli;

import dev.outlay.connect.Home;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.connect.client.ServerJava;
import dev.outlay.connect.duckdb.WorkFolder;
import dev.outlay.report.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The classes of the server as they lie in memory once they are linked (an AOT cache, JEP 483 and 514): with it the
/// server is ready in a third of the time.
///
/// One is made by each Java for each build, by a server on an empty ledger that is stopped as soon as it has answered.
/// A server never makes its own: that takes some seconds as it ends. An archive that does not fit is of no use to Java,
/// and does no harm.
final class ClassArchive {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLISECONDS = 100;

    private final Path application;
    private final Path archive;

    /// That of the server in a folder.
    ClassArchive(Path application) {
        this.application = application;
        this.archive = application.resolve("classes-" + Runtime.version() + ".aot");
    }

    /// Whether there is one of what was built last.
    boolean isThere() {
        try {
            return Files.exists(archive)
                    && Files.getLastModifiedTime(archive)
                                    .compareTo(Files.getLastModifiedTime(ServerJava.jar(application)))
                            >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// What Java is told of it, which is nothing where there is none.
    List<String> options() {
        // one that does not fit costs time and nothing else
        return isThere() ? List.of("-XX:AOTCache=" + archive, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    /// Makes it where it is missing, which takes a processor some seconds. The process that does so is told to
    /// whoever may have to stop it.
    void makeWhereMissing(Consumer<Process> started) throws IOException, InterruptedException {
        if (isThere() || !Files.isWritable(application)) {
            return;
        }
        // of a build that ends meanwhile it would not be
        FileTime began = FileTime.from(Instant.now());
        try (WorkFolder folder = WorkFolder.temporary()) {
            Path draft = folder.path().resolve("classes.aot");
            Process trained = training(folder.path(), draft).start();
            started.accept(trained);
            ask(trained, new Home(folder.path().resolve("home")));
            trained.destroy();
            trained.waitFor();
            if (Files.exists(draft)) {
                // beside the archive first, so that no server finds half of one
                Path beside = Files.copy(
                        draft,
                        application.resolve("classes-" + ProcessHandle.current().pid() + ".draft"),
                        StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(beside, began);
                Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private ProcessBuilder training(Path folder, Path draft) {
        List<String> command = new ArrayList<>(List.of(ServerJava.program(), "-XX:AOTCacheOutput=" + draft));
        command.addAll(List.of("-jar", ServerJava.jar(application).toString()));
        ProcessBuilder training = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = training.environment();
        // a server like any other: nobody's settings, ledger or provider
        environment.keySet().removeIf(name -> name.startsWith("OUTLAY_"));
        environment.put("OUTLAY_HOME", folder.resolve("home").toString());
        environment.put("OUTLAY_PORT", "0");
        environment.put(
                "OUTLAY_ENDS_WITH", Long.toString(ProcessHandle.current().pid()));
        return training;
    }

    private static void ask(Process trained, Home home) throws InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        Optional<RunningServer> server = Optional.empty();
        while (server.isEmpty() && trained.isAlive() && System.nanoTime() < until) {
            Thread.sleep(LOOK_EVERY_MILLISECONDS);
            server = RunningServer.find(home.serverFile(), home.ledgerUrl());
        }
        server.ifPresent(found -> found.answer("cost", Parameters.of("by", "team")));
    }
}
