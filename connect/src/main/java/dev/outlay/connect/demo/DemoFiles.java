package dev.outlay.connect.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes what the company's meters, contracts and providers left behind, into one folder.
final class DemoFiles {
    private final Period period;
    private final long seed;
    private final Consumer<String> progress;

    DemoFiles(Period period, long seed, Consumer<String> progress) {
        this.period = period;
        this.seed = seed;
        this.progress = progress;
    }

    /// The names of the files written, in the order in which they are to be read.
    List<String> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> names = new ArrayList<>();
        write(folder, "prices.csv", PriceList.text(period), names);
        List<Stay> stays = usage(folder, names);
        write(folder, "runs.csv", RunLog.text(period, stays, seed), names);
        write(folder, "prices-spot.csv", SpotQuotes.text(period, seed), names);
        write(folder, "grid.csv", GridSheet.text(period, seed), names);
        for (Map.Entry<String, String> bill : new Bills(period, seed).files().entrySet()) {
            write(folder, bill.getKey(), bill.getValue(), names);
        }
        return names;
    }

    private List<Stay> usage(Path folder, List<String> names) throws IOException {
        progress.accept("running the sample company for " + period.days() + " days");
        Map<Pool, List<Machine>> machines = new LinkedHashMap<>();
        Hardware.POOLS.forEach(pool -> machines.put(pool, Fleet.of(period, pool, seed)));
        List<Stay> stays = Scheduler.place(period, machines, DemoCompany.jobs(period, seed), seed);
        for (Cluster cluster : Hardware.CLUSTERS) {
            List<Machine> held = machines.entrySet().stream()
                    .filter(entry -> entry.getKey().cluster().equals(cluster))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            List<Stay> ran = stays.stream()
                    .filter(stay -> stay.machine().pool().cluster().equals(cluster))
                    .toList();
            String name = "usage-" + cluster.name() + ".csv";
            try (Writer out = Files.newBufferedWriter(folder.resolve(name))) {
                int rows = new UsageLog(period, cluster, seed).write(held, ran, out);
                progress.accept("wrote %s: %,d rows".formatted(name, rows));
            }
            names.add(name);
        }
        return stays;
    }

    private void write(Path folder, String name, String text, List<String> names) throws IOException {
        Files.writeString(folder.resolve(name), text);
        progress.accept("wrote %s: %,d rows".formatted(name, text.lines().count() - 1));
        names.add(name);
    }
}
