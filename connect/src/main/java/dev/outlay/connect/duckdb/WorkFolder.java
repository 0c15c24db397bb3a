package dev.outlay.connect.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder for files that live as long as one piece of work; closing it deletes it with all that it holds.
///
/// One outside of a ledger's own folder carries the number of its process in its name; what a process that was killed
/// has left is deleted when the next one is made.
public final class WorkFolder implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("outlay-work-(\\d+)-.*");

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /// A new folder within another.
    public static WorkFolder in(Path parent) throws IOException {
        return new WorkFolder(Files.createTempDirectory(parent, "work-"));
    }

    /// A new folder where the system keeps temporary files.
    public static WorkFolder temporary() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> siblings = Files.list(parent)) {
            for (Path left : siblings.filter(WorkFolder::isAbandoned).toList()) {
                delete(left);
            }
        }
        return new WorkFolder(Files.createTempDirectory(
                        parent, "outlay-work-" + ProcessHandle.current().pid() + "-")
                .toAbsolutePath());
    }

    private static boolean isAbandoned(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && Files.isWritable(folder)
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    public Path path() {
        return path;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : paths) {
            Files.deleteIfExists(each);
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + path + " cannot be deleted", e);
        }
    }
}
