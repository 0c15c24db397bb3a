package dev.outlay.connect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLedgerTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAppendedIsThereAfterOpeningAgain() throws IOException, SourceException {
        Path file = usage(10);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(UsageFile.source(file, Ledgers.CLOCK, Progress.NONE).read());
        }
        try (Ledger ledger = Connectors.ledger(null, folder, Ledgers.CLOCK)) {
            assertThat(Ledgers.facts(ledger, Usage.class)).hasSize(10);
            ledger.close();
            ledger.close();
        }
    }

    @Test
    void aLedgerInUseNamesTheProcessThatHoldsIt() throws IOException {
        Process child = Child.start(folder, "hold");
        try {
            awaitOpen(child);
            assertThatThrownBy(() -> Ledgers.in(folder))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.why()).isEqualTo(LedgerException.Cause.LOCKED))
                    .hasMessageContaining("is in use by process " + child.pid())
                    .hasMessageContaining("stop that process and try again");
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNoLedger() throws IOException {
        Ledgers.write(folder, "ledger.duckdb", "a letter to a friend ".repeat(1000));
        assertThatThrownBy(() -> Ledgers.in(folder))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.why()).isEqualTo(LedgerException.Cause.FOREIGN))
                .hasMessageContaining("is not a ledger: it is no DuckDB database");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Ledgers.write(folder, "file", "x");
        assertThatThrownBy(() -> Connectors.ledger("duckdb:file/ledger.duckdb", folder, Ledgers.CLOCK))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aStoreOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> Connectors.ledger("jdbc:postgresql://host/ledger", folder, Ledgers.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a store is a file written as duckdb:FILE");
    }

    @Test
    void aClosedLedgerSaysSo() {
        Ledger ledger = Ledgers.in(folder);
        ledger.close();
        assertThatThrownBy(() -> Ledgers.facts(ledger, Usage.class))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger is closed");
    }

    @Test
    void manyThreadsAskWhileOneAppends() throws IOException, SourceException {
        Path file = usage(20_000);
        try (Ledger ledger = Ledgers.in(folder)) {
            Thread asking = Thread.ofVirtual()
                    .start(() -> IntStream.range(0, 20)
                            .parallel()
                            .forEach(_ -> assertThat(
                                            Ledgers.facts(ledger, Usage.class).size())
                                    .isIn(0, 20_000)));
            ledger.append(UsageFile.source(file, Ledgers.CLOCK, Progress.NONE).read());
            assertThat(asking).satisfies(Thread::join);
            assertThat(Ledgers.facts(ledger, Usage.class)).hasSize(20_000);
        }
    }

    @Test
    void aStreamThatIsClosedEarlyFreesItsConnection() throws IOException, SourceException {
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(UsageFile.source(usage(10_000), Ledgers.CLOCK, Progress.NONE)
                    .read());
            for (int i = 0; i < 50; i++) {
                try (Stream<Usage> facts = ledger.facts(Usage.class, Ledgers.ALWAYS)) {
                    assertThat(facts.limit(3)).hasSize(3);
                }
            }
        }
    }

    @Test
    void manyFactsComeInOrderAndFromOneStateOfTheLedgerHoweverLongTheyAreRead() throws SourceException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            // several at a time, and now and then an hour without any
            Instant at = Instant.EPOCH.plusSeconds(i / 3 * 40L + (i % 7_000 > 3_500 ? 7_200 : 0));
            events.add(Event.of("e" + i, at, "test", "s" + i % 5, "done", null, Map.of()));
        }
        Collections.shuffle(events, new Random(5));
        try (Ledger ledger = Ledgers.in(folder);
                var inMemory = new MemoryLedger()) {
            ledger.append(Reading.of(events));
            inMemory.append(Reading.of(events));
            List<Event> read = new ArrayList<>();
            try (Stream<Event> facts = ledger.facts(Event.class, Ledgers.ALWAYS)) {
                Iterator<Event> each = facts.iterator();
                read.add(each.next());
                // comes in while they are read, at an instant that is not read yet
                Instant late = Instant.EPOCH.plusSeconds(300_000);
                ledger.append(Reading.of(List.of(Event.of("late", late, "test", "s", "done", null, Map.of()))));
                each.forEachRemaining(read::add);
            }
            assertThat(read).isEqualTo(Ledgers.facts(inMemory, Event.class));
            assertThat(Ledgers.facts(ledger, Event.class)).hasSize(30_001);
        }
    }

    /// Twenty times an import is killed at some moment; imported again, the ledger equals the file.
    @Test
    void killedInTheMiddleOfAnImportTheLedgerEqualsTheFileAfterTheNextOne() throws Exception {
        int rows = 60_000;
        Path file = usage(rows);
        var random = new Random(20261001);
        int unfinished = 0;
        long longest = 400;
        for (int round = 0; round < 20; round++) {
            Process child = Child.start(folder, file.toString());
            awaitOpen(child);
            long start = System.nanoTime();
            if (child.waitFor(random.nextLong(longest), TimeUnit.MILLISECONDS)) {
                longest = Math.max(20, (System.nanoTime() - start) / 1_000_000);
            } else {
                unfinished++;
            }
            child.destroyForcibly().waitFor();
        }
        assertThat(unfinished).as("imports that were cut short").isGreaterThan(5);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(folder.resolve("ledger.duckdb.work")).isEmptyDirectory();
            Appended appended = ledger.append(
                    UsageFile.source(file, Ledgers.CLOCK, Progress.NONE).read());
            assertThat(appended.added() + appended.known()).isEqualTo(rows);
            List<Usage> usages = Ledgers.facts(ledger, Usage.class);
            assertThat(usages).hasSize(rows);
            assertThat(usages.stream()
                            .map(usage -> usage.origin().id())
                            .distinct()
                            .count())
                    .isEqualTo(rows);
        }
    }

    private static void awaitOpen(Process child) throws IOException {
        var output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("open");
    }

    private Path usage(int rows) throws IOException {
        Path file = folder.resolve("usage.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("start,end,pod\n");
            for (int i = 0; i < rows; i++) {
                out.write("2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,pod-" + i + "\n");
            }
        }
        return file;
    }
}
