package dev.outlay.connect.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that only their owner may read, from the moment that they are there.
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /// A new empty file beside another, to be written and then moved into its place. Throws [IOException] where the
    /// folder cannot be written.
    public static Path draft(Path file) throws IOException {
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        return draft.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER))
                : Files.createFile(draft);
    }
}
