package dev.outlay.connect;

import dev.outlay.allocation.Allocation;
import dev.outlay.connect.file.AllocationFile;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who pays for what, as the file `allocation.yaml` of a home or another file states it.
///
/// The file is read when it is first needed and again whenever it has changed, so a running server follows it.
/// Without the file of the home nothing is stated, and no YAML is loaded; a file that was named must be there.
/// Thread-safe.
public final class AllocationSettings implements Supplier<Allocation> {

    private final FollowedFile<Allocation> file;

    private AllocationSettings(FollowedFile<Allocation> file) {
        this.file = file;
    }

    /// The settings of a home, or of a file that was named in their place.
    public static AllocationSettings of(Home home, @Nullable Path named) {
        return new AllocationSettings(
                named == null
                        ? new FollowedFile<>(home.allocationFile(), Allocation.NONE, "", AllocationFile::read)
                        : new FollowedFile<>(named, null, "--allocation", AllocationFile::read));
    }

    /// What is stated now. Throws [dev.outlay.units.CallersMistake], naming file and line, where it is not
    /// understood.
    @Override
    public Allocation get() {
        return file.get();
    }
}
