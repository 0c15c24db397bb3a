package dev.outlay.connect.duckdb;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process that opens the ledger in a folder and imports a file into it, or only holds it.
final class Child {

    private Child() {}

    static Process start(Path folder, String what) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        what))
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (Ledger ledger = Ledgers.in(folder)) {
            System.out.println("open");
            if (arguments[1].equals("hold")) {
                Thread.sleep(60_000);
            } else {
                ledger.append(UsageFile.source(Path.of(arguments[1]), Ledgers.CLOCK, Progress.NONE)
                        .read());
                System.out.println("done");
            }
        }
    }
}
