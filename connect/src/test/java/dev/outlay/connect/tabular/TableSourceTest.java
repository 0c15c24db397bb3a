package dev.outlay.connect.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        Path utf16 = Files.write(folder.resolve("utf16.csv"), "start,end\n".getBytes(StandardCharsets.UTF_16));
        Path noMark = Files.write(folder.resolve("utf16le.csv"), "start,end\n".getBytes(StandardCharsets.UTF_16LE));
        Path sheet = Files.write(folder.resolve("sheet.xlsx"), new byte[] {'P', 'K', 3, 4, 0, 0});
        Path gzip = Files.write(folder.resolve("cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        Path parquet = Ledgers.write(folder, "broken.parquet", "PAR1 is not all there is to it");
        Path latin = Files.write(folder.resolve("latin.csv"), "stärt,end\n".getBytes(StandardCharsets.ISO_8859_1));
        Path semicolons = Ledgers.write(folder, "semicolons.csv", "start;end\n");
        Path blank = Ledgers.write(folder, "blank.csv", "\n\n");

        assertThat(refusal(folder.resolve("absent.csv")))
                .startsWith("there is no file ")
                .endsWith("absent.csv.");
        assertThat(refusal(folder)).endsWith("is a folder: name the files in it.");
        assertThat(refusal(Files.createFile(folder.resolve("empty.csv")))).endsWith("empty.csv is empty.");
        assertThat(refusal(blank)).isEqualTo("blank.csv holds no line of text.");
        assertThat(refusal(utf16)).endsWith("utf16.csv is UTF-16 text: save it as UTF-8.");
        assertThat(refusal(noMark)).endsWith("utf16le.csv is UTF-16 text: save it as UTF-8.");
        assertThat(refusal(sheet)).contains("is a zip archive or a spreadsheet");
        assertThat(refusal(gzip)).contains("is a damaged gzip file");
        assertThat(refusal(parquet)).contains("broken.parquet cannot be read as Parquet");
        assertThat(refusal(latin)).contains("in its first line, the line is not UTF-8");
        assertThat(refusal(semicolons)).contains("Its columns are not separated by commas");
    }

    @Test
    void aLineOf200MebibytesIsRefusedWithoutReadingItAll() throws IOException {
        Path file = folder.resolve("line.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String mebibyte = "x".repeat(1 << 20);
            for (int i = 0; i < 200; i++) {
                out.write(mebibyte);
            }
        }
        long start = System.nanoTime();
        assertThat(refusal(file)).endsWith("line.csv is no table of text: line 1 is longer than 1 MiB.");
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    void aByteOrderMarkAndAHalfLineAtTheEndAreTaken() throws IOException, SourceException {
        Path file = Ledgers.write(folder, "u.csv", "\ufeffstart,end,pod\n2026-10-01,2026-10-02,p\n2026-10-01,2026-1");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(usage(file, Progress.NONE)))
                    .satisfies(appended -> assertThat(appended.added()).isEqualTo(1))
                    .satisfies(appended -> assertThat(appended.refused()).isEqualTo(1));
            assertThat(Ledgers.refused(ledger))
                    .containsExactly("3 null: the line has 2 fields where the header names 3: it may be cut off");
        }
    }

    @Test
    void manyChunksGiveWhatOneWouldInEveryLedger() throws IOException, SourceException {
        Path file = rows(130_000);
        List<Long> told = new ArrayList<>();
        var memory = new MemoryLedger();
        Appended expected = memory.append(usage(file, Progress.NONE));
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(usage(file, (_, _, records) -> told.add(records))))
                    .isEqualTo(expected);
            assertThat(expected.added()).isEqualTo(129_999);
            assertThat(expected.refused()).isEqualTo(1);
            List<Fact> facts = Ledgers.facts(ledger, Fact.class);
            List<Fact> same = Ledgers.facts(memory, Fact.class);
            assertThat(facts).hasSameSizeAs(same);
            for (int i = 0; i < facts.size(); i++) {
                assertThat(facts.get(i)).isEqualTo(same.get(i));
            }
            // one record is refused, so the table is read again to say which
            assertThat(told.subList(0, 14)).isSorted().endsWith(130_000L);
            assertThat(told.subList(14, told.size())).isSorted().endsWith(130_000L);
            assertThat(ledger.append(usage(file, Progress.NONE)))
                    .isEqualTo(new Appended(0, 129_999, 1, expected.covered()));
        }
        assertThat(folder.resolve("ledger.duckdb.work")).isEmptyDirectory();
    }

    @Test
    void anInterruptedReadingStopsAndLeavesNoFileBehind() throws IOException, SourceException {
        Path file = rows(130_000);
        try (Ledger ledger = Ledgers.in(folder)) {
            Reading reading = usage(file, Progress.NONE);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ledger.append(reading))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("the reading of u.csv was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(folder.resolve("ledger.duckdb.work")).isEmptyDirectory();
            assertThat(ledger.append(usage(file, Progress.NONE)).added()).isEqualTo(129_999);
        }
    }

    @Test
    void readingIntoAnotherLedgerLeavesNoFileBehind() throws IOException, SourceException {
        List<Path> before = temporary();
        var memory = new MemoryLedger();
        memory.append(usage(Ledgers.write(folder, "u.csv", "start,end\n2026-10-01,2026-10-02\n"), Progress.NONE));
        assertThat(Ledgers.facts(memory, Usage.class)).hasSize(1);
        assertThat(temporary()).isEqualTo(before);
    }

    private static List<Path> temporary() throws IOException {
        String own = "outlay-work-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(own))
                    .toList();
        }
    }

    private Path rows(int count) throws IOException {
        Path file = folder.resolve("u.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,start,end,team,pod,gpu_model,quantity\n");
            for (int i = 0; i < count; i++) {
                String end = i == 77_777 ? "tomorrow" : "2026-10-02T00:00:00Z";
                out.write("u-" + i + ",2026-10-01T00:00:00Z," + end + ",vision,\"pod, " + i % 50 + "\",A100,"
                        + (1 + i % 8) + "\n");
            }
        }
        return file;
    }

    private static Reading usage(Path file, Progress progress) throws SourceException {
        return Connectors.source("usage", file, Ledgers.CLOCK, progress).read(Ledgers.ALWAYS);
    }

    private static String refusal(Path file) {
        try (Ledger ledger = new MemoryLedger()) {
            ledger.append(usage(file, Progress.NONE));
            return "not refused";
        } catch (SourceException e) {
            assertThat(e.isCallersMistake()).isTrue();
            return String.valueOf(e.getMessage());
        }
    }
}
