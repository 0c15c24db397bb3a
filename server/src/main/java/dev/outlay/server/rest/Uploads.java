package dev.outlay.server.rest;

import dev.outlay.server.settings.ServerSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where files lie while they are received and read: each in a folder of its own, so that it keeps its name.
///
/// What a server that was killed left behind is removed when the next one receives its first file. Thread-safe.
@Singleton
final class Uploads {

    private static final Pattern FOLDER = Pattern.compile("(\\d+)-\\d+");

    private final Path uploads;
    private final long pid = ProcessHandle.current().pid();
    private boolean swept;

    Uploads(ServerSettings settings) {
        this.uploads = settings.home().directory().resolve("uploads");
    }

    /// The folder of one import, made where it is not there.
    synchronized Path folder(long number) throws IOException {
        Files.createDirectories(uploads);
        if (!swept) {
            swept = true;
            sweep();
        }
        return Files.createDirectories(uploads.resolve(pid + "-" + number));
    }

    /// Removes the folder of an import with the files in it.
    static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NotDirectoryException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(uploads)) {
            for (Path folder : folders) {
                Matcher name = FOLDER.matcher(folder.getFileName().toString());
                boolean ours = name.matches();
                if (ours && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    remove(folder);
                }
            }
        }
    }
}
