package dev.outlay.connect;

import dev.outlay.allocation.Allocation;
import dev.outlay.connect.file.AllocationFile;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who pays for what, as the file `allocation.yaml` of a home or another file states it.
///
/// The file is read when it is first needed and again whenever it has changed, so a running server follows it.
/// Without the file of the home nothing is stated, and no YAML is loaded; a file that was named must be there.
/// Thread-safe.
public final class AllocationSettings implements Supplier<Allocation> {

    private final Path file;
    private final boolean mustExist;
    private @Nullable Read last;

    private record Read(FileTime changed, long size, Allocation allocation) {}

    private AllocationSettings(Path file, boolean mustExist) {
        this.file = file;
        this.mustExist = mustExist;
    }

    /// The settings of a home, or of a file that was named in their place.
    public static AllocationSettings of(Home home, @Nullable Path named) {
        return named == null
                ? new AllocationSettings(home.allocationFile(), false)
                : new AllocationSettings(named, true);
    }

    /// What is stated now. Throws [CallersMistake], naming file and line, where it is not understood.
    @Override
    public synchronized Allocation get() {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            if (mustExist) {
                throw new CallersMistake("there is no file " + file + ": check --allocation", e);
            }
            last = null;
            return Allocation.NONE;
        } catch (IOException e) {
            throw new CallersMistake("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (last == null || !last.changed().equals(attributes.lastModifiedTime()) || last.size() != attributes.size()) {
            last = new Read(attributes.lastModifiedTime(), attributes.size(), AllocationFile.read(file));
        }
        return last.allocation();
    }
}
