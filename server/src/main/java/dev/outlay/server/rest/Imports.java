package dev.outlay.server.rest;

import dev.outlay.Outlay;
import dev.outlay.Taken;
import dev.outlay.connect.json.TableJson;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Column;
import dev.outlay.report.Page;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.live.LiveKind;
import dev.outlay.server.live.LiveStreams;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The imports of this process: each is received into a file of its own, then taken in, one at a time.
///
/// Thread-safe. At most [#MOST_AT_ONCE] are received or wait; the rest are turned away, so that slow uploads never
/// take every thread from those who only ask.
@Singleton
public final class Imports {

    static final int MOST_AT_ONCE = 4;
    static final Parameter LIMIT = Parameter.one("limit", "20", "How many imports to show (default: all of them)");

    private static final int MOST_REMEMBERED = 200;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long TOLD_EVERY_NANOS = 500_000_000;
    private static final List<Column> COLUMNS = List.of(
            Column.text("id"),
            Column.text("kind"),
            Column.text("name"),
            Column.text("state"),
            Column.time("started"),
            Column.time("finished"),
            Column.decimal("received", "bytes"),
            Column.decimal("read", "facts"),
            Column.decimal("added", "facts"),
            Column.decimal("known", "facts"),
            Column.decimal("refused", "lines"),
            Column.text("problem"));

    private final Outlay whole;
    private final FileSources sources;
    private final Uploads uploads;
    private final ServerSettings settings;
    private final MeterRegistry meters;
    private final Answered answered;
    private final LiveStreams live;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile long told;
    private final AtomicLong numbers = new AtomicLong();
    private final Deque<ImportRun> remembered = new ArrayDeque<>();

    Imports(
            Outlay whole,
            FileSources sources,
            Uploads uploads,
            ServerSettings settings,
            MeterRegistry meters,
            Answered answered,
            LiveStreams live) {
        this.live = live;
        this.whole = whole;
        this.answered = answered;
        this.uploads = uploads;
        this.sources = sources;
        this.settings = settings;
        this.meters = meters;
    }

    /// Receives a file and takes it in for a visitor. `currency` is that of amounts whose file says none, null
    /// where the caller says none; `length` is what the sender announced, -1 where it did not; `key` names the
    /// request, null where the sender gave none.
    Table take(
            Visitor visitor,
            String kind,
            String name,
            @Nullable String currency,
            InputStream body,
            long length,
            @Nullable String key) {
        Outlay outlay = visitor.outlay();
        FileNames.check(name);
        sources.check(kind);
        if (length > settings.uploadLimit()) {
            throw new ProblemException(Problem.tooLarge(settings.uploadLimit()));
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(Problem.busy(MOST_AT_ONCE));
        }
        ImportRun run = new ImportRun(
                numbers.incrementAndGet(),
                kind,
                name,
                settings.clock().instant(),
                visitor.name(),
                visitor.teams().size() == 1 ? visitor.teams().iterator().next() : null);
        remember(run);
        try {
            Table table = receiveAndTake(outlay, run, currency, body, key);
            run.done(table, settings.clock().instant());
            count(kind, table);
            return table;
        } catch (SourceException | IOException | RuntimeException e) {
            Problem problem = Failures.of(e);
            run.failed(problem.detail(), settings.clock().instant());
            throw new ProblemException(problem);
        } finally {
            places.release();
        }
    }

    /// What this process imported, the latest first; to whoever sees some teams only, what they imported.
    Table table(Visitor visitor, Parameters asked) {
        asked.only("the list of imports", List.of(LIMIT, Page.AFTER));
        List<ImportRun> runs;
        synchronized (remembered) {
            runs = remembered.stream()
                    .filter(run -> visitor.seesAll() || run.by().equals(visitor.name()))
                    .toList();
        }
        Page.Rows<ImportRun> page =
                Page.of(asked, LIMIT, MOST_REMEMBERED).named(runs, run -> Long.toString(run.number()));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        page.tell(heading);
        return Table.of(
                "imports",
                heading,
                COLUMNS,
                page.rows().stream().map(ImportRun::row).toList(),
                List.of());
    }

    private Table receiveAndTake(
            Outlay outlay, ImportRun run, @Nullable String currency, InputStream body, @Nullable String key)
            throws SourceException, IOException {
        Path folder = uploads.folder(run.number());
        try {
            Path file = folder.resolve(run.name());
            MessageDigest digest = digest();
            receive(run, file, key == null ? body : new DigestInputStream(body, digest));
            run.waits();
            if (key != null) {
                String asked = String.join(
                        "\n",
                        run.kind(),
                        run.name(),
                        String.valueOf(currency),
                        HexFormat.of().formatHex(digest.digest()));
                return takeOnce(
                        outlay, run, file, currency, key, TableResponse.tag(asked.getBytes(StandardCharsets.UTF_8)));
            }
            return takeIn(outlay, run, file, currency);
        } finally {
            Uploads.remove(folder);
        }
    }

    private Table takeOnce(Outlay outlay, ImportRun run, Path file, @Nullable String currency, String key, String asked)
            throws SourceException, IOException {
        Optional<Answered.Kept> before = answered.begin(key, asked);
        if (before.isPresent()) {
            return TableJson.read(
                    "import", new ByteArrayInputStream(before.get().text().getBytes(StandardCharsets.UTF_8)));
        }
        boolean done = false;
        try {
            Table table = takeIn(outlay, run, file, currency);
            answered.done(key, asked, new Answered.Kept(TableJson.text(table), Answered.JSON));
            done = true;
            return table;
        } finally {
            if (!done) {
                answered.failed(key);
            }
        }
    }

    private Table takeIn(Outlay outlay, ImportRun run, Path file, @Nullable String currency) throws SourceException {
        turn.lock();
        try {
            run.isTakenIn();
            tell(run);
            Source source = sources.open(run.kind(), file, currency, facts -> {
                run.read(facts);
                tellSometimes(run);
            });
            Taken taken = outlay.take(source, _ -> {
                run.isRated();
                tellSometimes(run);
            });
            whole.ledger().append(Reading.of(List.of(event(run, taken.table()))));
            return taken.table();
        } finally {
            turn.unlock();
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// What was done, for whoever listens or asks later who took in what.
    private Event event(ImportRun run, Table table) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("kind", run.kind());
        if (run.team() != null) {
            details.put("team", run.team());
        }
        table.heading().forEach((name, value) -> {
            if (value != null) {
                details.put(name, value);
            }
        });
        return Event.of(
                UUID.randomUUID().toString(),
                settings.clock().instant(),
                "import",
                run.name(),
                "taken",
                run.by(),
                details);
    }

    private void tellSometimes(ImportRun run) {
        long now = System.nanoTime();
        if (now - told > TOLD_EVERY_NANOS) {
            told = now;
            tell(run);
        }
    }

    /// How far an import is, for those who look on.
    private void tell(ImportRun run) {
        if (live.count() == 0) {
            return;
        }
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        List<@Nullable String> row = run.row();
        for (int i = 0; i < COLUMNS.size(); i++) {
            fields.put(COLUMNS.get(i).name(), row.get(i));
        }
        live.pass(LiveKind.IMPORT, fields);
    }

    private void receive(ImportRun run, Path file, InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (var out = Files.newOutputStream(file)) {
            for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
                if (run.received(read) > settings.uploadLimit()) {
                    throw new ProblemException(Problem.tooLarge(settings.uploadLimit()));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CallersMistake("the upload broke off (" + e.getMessage() + "): send the whole file again", e);
        }
    }

    private void remember(ImportRun run) {
        synchronized (remembered) {
            remembered.addFirst(run);
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.removeLast();
            }
        }
    }

    private void count(String kind, Table table) {
        for (String outcome : List.of("added", "known", "refused")) {
            String number = table.heading().get(outcome);
            if (number != null) {
                meters.counter("outlay.import.rows", "kind", kind, "outcome", outcome)
                        .increment(Double.parseDouble(number));
            }
        }
    }
}
