package dev.outlay.connect.client;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.connect.token.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a running server leaves in its home, for its owner's eyes only: where it listens, its process, the store it
/// owns, its version and, where it asks who somebody is, a key that stands for the person at this machine as long
/// as it runs; null where nobody is asked.
///
/// Immutable and thread-safe.
public record ServerFile(
        URI url,
        long pid,
        String store,
        String version,
        @Nullable String key) {

    public ServerFile {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(version, "version");
    }

    /// A server that asks nobody who they are.
    public ServerFile(URI url, long pid, String store, String version) {
        this(url, pid, store, version, null);
    }

    /// Reads the file; empty where there is none or it says nothing that can be used.
    public static Optional<ServerFile> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, String> fields = StringsJson.read(Files.readString(file));
            return Optional.of(new ServerFile(
                    URI.create(fields.getOrDefault("url", "")),
                    Long.parseLong(fields.getOrDefault("pid", "")),
                    Objects.requireNonNull(fields.get("store"), "store"),
                    fields.getOrDefault("version", ""),
                    fields.get("key")));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            // written by something else or cut short: the same as no server
            return Optional.empty();
        }
    }

    /// Writes the file in one step, so that a reader sees all of it or none. Throws [IOException] where the folder
    /// cannot be written.
    public void write(Path file) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("url", url.toString());
        fields.put("pid", Long.toString(pid));
        fields.put("store", store);
        fields.put("version", version);
        if (key != null) {
            fields.put("key", key);
        }
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
        Path draft = PrivateFile.draft(file.toAbsolutePath());
        Files.writeString(draft, StringsJson.write(fields) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Without the key, which is told to nobody.
    @Override
    public String toString() {
        return "ServerFile[" + url + ", " + pid + ", " + store + ", " + version + "]";
    }

    /// Removes the file where it is still the one of this process. Throws [IOException] where that fails.
    public void remove(Path file) throws IOException {
        if (read(file).filter(this::equals).isPresent()) {
            Files.deleteIfExists(file);
        }
    }
}
