package dev.outlay.connect.http;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The last accepted answers, in a folder: one small file that says when each came, and the body beside it.
///
/// What tells calls apart is the method, the address, the headers that are no secrets, and the body. A file that is
/// damaged or gone is an answer that is not kept. What was last heard of 30 days ago is removed. Several processes
/// may share the folder.
final class HttpCache {

    private static final int KEY_BYTES = 16;

    // calls that nobody makes any more, such as those of pages that are no longer linked
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private final Path folder;
    private final AtomicBoolean tidied = new AtomicBoolean();

    HttpCache(Path folder) {
        this.folder = folder;
    }

    /// An empty file for a body that is about to come.
    Path draft() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "draft-", ".body");
    }

    /// What is kept for a call.
    Optional<Answer.Kept> find(Call call) {
        return read(entry(call));
    }

    private Optional<Answer.Kept> read(Path entry) {
        var fields = new Properties();
        try (Reader in = Files.newBufferedReader(entry, StandardCharsets.UTF_8)) {
            fields.load(in);
            Path body = folder.resolve(fields.getProperty("body", "none"));
            if (!body.normalize().startsWith(folder) || !Files.isRegularFile(body)) {
                return Optional.empty();
            }
            return Optional.of(new Answer.Kept(
                    body,
                    Boolean.parseBoolean(fields.getProperty("packed")),
                    Instant.parse(fields.getProperty("retrieved", "")),
                    fields.getProperty("etag"),
                    fields.getProperty("last-modified")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Keeps an answer in place of the one before, and says where its body is from now on.
    Answer.Kept keep(Call call, Answer.Kept fresh) throws IOException {
        Optional<Answer.Kept> before = find(call);
        Path body = folder.resolve(key(call) + "-" + UUID.randomUUID() + ".body");
        Files.move(fresh.body(), body, StandardCopyOption.ATOMIC_MOVE);
        var kept = new Answer.Kept(body, fresh.packed(), fresh.retrieved(), fresh.tag(), fresh.modified());
        write(call, kept);
        if (tidied.compareAndSet(false, true)) {
            tidy(fresh.retrieved());
        }
        if (before.isPresent()) {
            Files.deleteIfExists(before.get().body());
        }
        return kept;
    }

    /// Notes that what is kept was found to hold still.
    Answer.Kept confirm(Call call, Answer.Kept kept, Instant at) throws IOException {
        var confirmed = new Answer.Kept(kept.body(), kept.packed(), at, kept.tag(), kept.modified());
        write(call, confirmed);
        return confirmed;
    }

    /// Removes answers that were last heard long ago, and what a process that was stopped left behind.
    private void tidy(Instant now) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.filter(file -> file.toString().endsWith(".entry")).toList();
        }
        Set<Path> used = new HashSet<>();
        for (Path entry : entries) {
            Optional<Answer.Kept> kept = read(entry);
            if (kept.isPresent() && kept.get().retrieved().isAfter(now.minus(FORGOTTEN_AFTER))) {
                used.add(kept.get().body());
            } else {
                Files.deleteIfExists(entry);
                if (kept.isPresent()) {
                    Files.deleteIfExists(kept.get().body());
                }
            }
        }
        // by the clock of the disk, as these have no other date
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!used.contains(file)
                        && !file.toString().endsWith(".entry")
                        && Files.getLastModifiedTime(file).compareTo(yesterday) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void write(Call call, Answer.Kept kept) throws IOException {
        var fields = new Properties();
        fields.setProperty("call", call.toString());
        fields.setProperty("body", String.valueOf(kept.body().getFileName()));
        fields.setProperty("packed", Boolean.toString(kept.packed()));
        fields.setProperty("retrieved", kept.retrieved().toString());
        set(fields, "etag", kept.tag());
        set(fields, "last-modified", kept.modified());
        var text = new StringWriter();
        fields.store(text, null);
        Path draft = Files.createTempFile(folder, "draft-", ".entry");
        try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write(text.toString());
        }
        Files.move(draft, entry(call), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void set(Properties fields, String name, @Nullable String value) {
        if (value != null) {
            fields.setProperty(name, value);
        }
    }

    private Path entry(Call call) {
        return folder.resolve(key(call) + ".entry");
    }

    private static String key(Call call) {
        String asked = call.method() + "\n" + call.uri() + "\n" + new TreeMap<>(call.headers()) + "\n" + call.body();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
