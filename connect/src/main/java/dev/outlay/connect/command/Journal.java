package dev.outlay.connect.command;

import dev.outlay.connect.json.StringsJson;
import dev.outlay.spot.Effect;
import dev.outlay.spot.Order;
import dev.outlay.spot.TargetState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of each order, in a file of its own that is on the disk before the command runs and again after, so
/// that a process which ends in between leaves behind that it had begun. Thread-safe for different orders.
final class Journal {

    private final Path folder;

    Journal(Path folder) {
        this.folder = folder;
    }

    /// An order that was begun; `effect` is null where its end was never written.
    record Entry(Order order, TargetState before, @Nullable Effect effect) {}

    Optional<Entry> find(Order order) throws IOException {
        Map<String, String> fields;
        try {
            fields = StringsJson.read(Files.readString(file(order)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        TargetState before = States.read(fields.getOrDefault("before", ""));
        String said = fields.get("said");
        if (said == null) {
            return Optional.of(new Entry(order, before, null));
        }
        boolean changed = Boolean.parseBoolean(fields.get("changed"));
        return Optional.of(new Entry(
                order,
                before,
                changed ? Effect.of(order, before, said) : new Effect(order, false, before, null, said)));
    }

    void begin(Order order, TargetState before) throws IOException {
        write(order, before, null);
    }

    void end(Effect effect) throws IOException {
        write(effect.order(), effect.before(), effect);
    }

    /// Forgets an order that failed and changed nothing, so that it may be given again.
    void forget(Order order) throws IOException {
        Files.deleteIfExists(file(order));
    }

    private void write(Order order, TargetState before, @Nullable Effect effect) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("order", order.id());
        fields.put("target", order.target());
        fields.put("change", order.change().text());
        fields.put("before", before.text());
        if (effect != null) {
            fields.put("changed", Boolean.toString(effect.changed()));
            fields.put("said", effect.said());
        }
        Files.createDirectories(folder);
        Path file = file(order);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(StringsJson.write(fields).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Ids hold characters that file names cannot.
    private Path file(Order order) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(order.id().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
