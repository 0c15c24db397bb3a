package dev.outlay.connect.feed;

import dev.outlay.connect.json.StringsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a feed went the last time, kept in a small file: when it last gave good prices and how many, how it ended
/// the last time, and why it did not end well. Null where that has not happened yet. Immutable.
record FeedState(
        @Nullable Instant lastGood,
        long prices,
        FeedStatus status,
        @Nullable String reason) {

    static final FeedState NEVER = new FeedState(null, 0, FeedStatus.NEVER, null);

    /// The state of a feed in a folder. A file that is damaged or gone is a feed that was never read.
    static FeedState read(Path folder, String feed) {
        try {
            Map<String, String> fields = StringsJson.read(Files.readString(file(folder, feed)));
            String lastGood = fields.get("last_good");
            return new FeedState(
                    lastGood == null ? null : Instant.parse(lastGood),
                    Long.parseLong(fields.getOrDefault("prices", "0")),
                    FeedStatus.of(fields.getOrDefault("status", "")),
                    fields.get("reason"));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return NEVER;
        }
    }

    void write(Path folder, String feed) throws IOException {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("last_good", lastGood == null ? null : lastGood.toString());
        fields.put("prices", Long.toString(prices));
        fields.put("status", status.text());
        fields.put("reason", reason);
        fields.values().removeIf(value -> value == null);
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "state-", ".draft");
        Files.writeString(draft, StringsJson.write(fields), StandardCharsets.UTF_8);
        Files.move(draft, file(folder, feed), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Path folder, String feed) {
        return folder.resolve(feed + ".json");
    }
}
