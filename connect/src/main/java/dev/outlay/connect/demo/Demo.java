package dev.outlay.connect.demo;

import dev.outlay.Outlay;
import dev.outlay.connect.file.GridFile;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.RunsFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The sample company: an invented firm with six teams and about 400 GPUs, seen over the 60 days before `now`.
///
/// It lies in a folder as the files a real company has: its own prices, a usage file for each cluster, bills in the
/// FOCUS form, its tracker's runs, prices and grids it looked up, and a bill that came late. A folder that already
/// holds a company keeps it, whatever the day, for two
/// companies in one ledger would count twice; delete the folder and the ledger to see it anew. The same day gives
/// the same bytes on every machine. Not thread-safe for one folder.
public final class Demo {
    static final int DAYS = 60;
    static final long SEED = 20_250_917;

    private static final String DONE = "company.txt";
    private static final String FIRST_LINE = "Sample company of Outlay, form 1. All of it is invented.";

    private Demo() {}

    /// Whether a folder holds a whole company.
    public static boolean isIn(Path folder) throws SourceException {
        Path done = folder.resolve(DONE);
        try {
            return Files.exists(done) && Files.readAllLines(done).getFirst().equals(FIRST_LINE);
        } catch (IOException failure) {
            throw SourceException.outsideFailed("cannot read " + done + ": " + failure.getMessage(), failure);
        }
    }

    /// Puts the company into a ledger: takes its sources, does what its people did, and takes the bill that came
    /// late.
    ///
    /// Doing it again changes nothing, and completes what was stopped. Throws [SourceException] where the folder
    /// cannot be written or read, or the ledger cannot be written.
    public static void fill(Outlay outlay, Path folder, Instant now, Consumer<String> progress) throws SourceException {
        List<Source> sources = sources(folder, now, progress);
        Consumer<Instant> rating =
                day -> progress.accept("rating " + day.toString().substring(0, 10));
        outlay.take(sources.subList(0, sources.size() - 1), rating);
        new Office(outlay.ledger(), Period.before(now, DAYS), now).work(progress);
        outlay.take(List.of(sources.getLast()), rating);
    }

    /// The company as sources, in the order in which they are to be taken; its files are written first where they
    /// are not there.
    ///
    /// `progress` gets a line for each step, those of the reading from a thread of its own. Throws
    /// [SourceException] where the folder cannot be written or read.
    public static List<Source> sources(Path folder, Instant now, Consumer<String> progress) throws SourceException {
        return files(folder, now, progress).stream()
                .map(file -> source(file, InstantSource.fixed(now), progress))
                .toList();
    }

    private static Source source(Path file, InstantSource clock, Consumer<String> progress) {
        String name = String.valueOf(file.getFileName());
        Progress reading = (_, _, records) -> progress.accept("reading %s: %,d rows".formatted(name, records));
        if (name.startsWith("prices")) {
            return PriceFile.source(file, clock, reading);
        }
        if (name.startsWith("usage-")) {
            return UsageFile.source(file, clock, reading);
        }
        if (name.startsWith("runs")) {
            return RunsFile.source(file, clock, reading);
        }
        return name.startsWith("grid") ? GridFile.source(file, clock, reading) : FocusFile.source(file, clock, reading);
    }

    /// The files behind the sources.
    static List<Path> files(Path folder, Instant now, Consumer<String> progress) throws SourceException {
        Path done = folder.resolve(DONE);
        try {
            if (!isIn(folder)) {
                Files.deleteIfExists(done);
                List<String> lines = new ArrayList<>(List.of(FIRST_LINE));
                lines.addAll(new DemoFiles(Period.before(now, DAYS), SEED, progress).write(folder));
                // last, so that a folder left half written is written again
                Files.write(done, lines);
            }
            return Files.readAllLines(done).stream()
                    .skip(1)
                    .map(folder::resolve)
                    .toList();
        } catch (IOException failure) {
            throw SourceException.outsideFailed(
                    "cannot write the sample company to " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
