package dev.outlay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// From typing `./outlay estimate ...` to its last character, beside a JVM that does nothing, started in turn.
///
/// Needs a packaged build; runs in the repository's root or below it. Prints medians in milliseconds and their
/// ratio.
public final class CommandStart {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 31;

    private CommandStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = root();
        Path home = Files.createTempDirectory("outlay-benchmark");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> bare = List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-version");
        List<String> estimate = new ArrayList<>(List.of(root.resolve("outlay").toString()));
        estimate.addAll(
                List.of("estimate --provider aws --instance p3.2xlarge --region us-east-1 --hours 10".split(" ", -1)));
        estimate.addAll(List.of("--output", "json", "--home", home.toString()));
        for (int i = 0; i < WARM_UP; i++) {
            time(estimate);
            time(bare);
        }
        long[] estimates = new long[ROUNDS];
        long[] bares = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            estimates[i] = time(estimate);
            bares[i] = time(bare);
        }
        double command = median(estimates);
        double jvm = median(bares);
        System.out.printf(
                Locale.ROOT,
                "CLI estimate, start to output: median %.0f ms of %d (goal 300), bare JVM %.0f ms, ratio %.2f%n",
                command,
                ROUNDS,
                jvm,
                command / jvm);
    }

    private static long time(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        long took = System.nanoTime() - start;
        if (code != 0) {
            throw new IllegalStateException("ended with " + code + ": " + String.join(" ", command));
        }
        return took;
    }

    private static double median(long[] nanoseconds) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "not inside the repository: " + Path.of("").toAbsolutePath());
    }
}
