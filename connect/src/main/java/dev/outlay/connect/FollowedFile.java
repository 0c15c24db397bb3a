package dev.outlay.connect;

import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A file of settings that is read when it is first needed and again whenever it has changed. Thread-safe.
final class FollowedFile<T> {

    private final Path file;
    private final @Nullable T otherwise;
    private final String option;
    private final Function<Path, T> reader;
    private @Nullable Read<T> last;

    private record Read<T>(FileTime changed, long size, T value) {}

    /// `otherwise` is what holds without the file, null where the file, named by an option, must be there.
    FollowedFile(Path file, @Nullable T otherwise, String option, Function<Path, T> reader) {
        this.file = file;
        this.otherwise = otherwise;
        this.option = option;
        this.reader = reader;
    }

    synchronized T get() {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            last = null;
            if (otherwise == null) {
                throw new CallersMistake("there is no file " + file + ": check " + option, e);
            }
            return otherwise;
        } catch (IOException e) {
            throw new CallersMistake("cannot read " + file + ": " + e.getMessage(), e);
        }
        Read<T> read = last;
        if (read == null || !read.changed().equals(attributes.lastModifiedTime()) || read.size() != attributes.size()) {
            read = new Read<>(attributes.lastModifiedTime(), attributes.size(), reader.apply(file));
            last = read;
        }
        return read.value();
    }
}
