package dev.outlay.benchmarks;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.Home;
import dev.outlay.connect.client.ServerJava;
import dev.outlay.connect.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The packaged server over the sample company: how soon it is ready, how long dashboard queries take at a fixed
/// rate while files are imported, and how much memory it has then.
///
/// The load is open: requests are sent when they are due, whatever became of those before, and each is timed from
/// when it was due. The sender runs on the same machine and takes its part of it. Run by hand, after `package`:
/// `java -cp "benchmarks/target/lib/*" dev.outlay.benchmarks.ServerLoad [FOLDER [RATE [SECONDS]]]`; a folder that
/// holds the sample company already is used again.
public final class ServerLoad {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int ROWS = 20_000;

    // what the pages overview, attribution and budgets ask
    private static final List<String> QUERIES = List.of(
            "reports/overview",
            "reports/cost?by=team,month",
            "reports/cost?last=30d&by=team,day&limit=9",
            "reports/cost?last=30d&by=day",
            "reports/cost?last=30d&by=team&limit=6",
            "reports/cost?last=30d&by=team&format=detailed",
            "reports/cost?last=30d&by=team,project&limit=200",
            "reports/forecast",
            "reports/runs?last=30d&limit=6",
            "reports/charges?last=7d&limit=50",
            "reports/budget-status",
            "reports/alerts",
            "reports/recommend?limit=5",
            "offers?gpu=H100-SXM5-80GB&limit=20");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PrintStream out = System.out;
    private final Path folder;
    private final Home home;

    private ServerLoad(Path folder) {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
    }

    /// A server in a process of its own.
    private record Server(Process process, URI url, double readySeconds) {}

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("outlay-load");
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
        new ServerLoad(folder).measure(rate, seconds);
    }

    private void measure(int rate, int seconds) throws Exception {
        machine();
        if (!Files.exists(home.directory().resolve("demo-company"))) {
            fill();
        }
        Path archive = folder.resolve("classes.aot");
        Files.deleteIfExists(archive);
        stop(start(List.of()));
        ready("without a class archive", List.of());
        Server trained = start(List.of("-XX:AOTCacheOutput=" + archive));
        ask(trained.url(), "reports/cost?by=team");
        stop(trained);
        List<String> shared = List.of("-XX:AOTCache=" + archive);
        ready("with a class archive", shared);

        Server server = start(shared);
        try {
            budgets(server.url());
            for (String query : QUERIES) {
                int status = ask(server.url(), query);
                if (status != 200) {
                    out.printf("%s is answered with %d and not asked%n", query, status);
                }
            }
            load(server, "warming up, without import", rate, Math.max(5, seconds / 3), false);
            load(server, "without import", rate, seconds, false);
            load(server, "while files are imported", rate, seconds, true);
            out.printf(
                    Locale.ROOT,
                    "memory: %d MB resident now, %d MB at most%n",
                    memory(server, "VmRSS"),
                    memory(server, "VmHWM"));
        } finally {
            stop(server);
        }
    }

    private void ready(String how, List<String> options) throws Exception {
        double[] took = new double[3];
        for (int i = 0; i < took.length; i++) {
            Server server = start(options);
            took[i] = server.readySeconds();
            stop(server);
        }
        Arrays.sort(took);
        out.printf(Locale.ROOT, "ready %s: %.2f s (%.2f to %.2f)%n", how, took[1], took[0], took[2]);
    }

    private void load(Server server, String when, int rate, int seconds, boolean importing) throws Exception {
        int number = rate * seconds;
        var took = new AtomicLongArray(number);
        var failed = new AtomicIntegerArray(1);
        var open = new AtomicInteger(number);
        List<HttpRequest> requests = new ArrayList<>();
        for (String query : QUERIES) {
            requests.add(HttpRequest.newBuilder(server.url().resolve("/api/v1/" + query))
                    .timeout(LONGEST)
                    // as the pages ask
                    .header("Cache-Control", "max-stale=60")
                    .build());
        }
        var random = new Random(7);
        int[] order = random.ints(number, 0, requests.size()).toArray();
        Importing files = importing ? new Importing(server.url()) : null;
        Thread importer = files == null ? null : Thread.ofPlatform().start(files);
        long start = System.nanoTime();
        for (int i = 0; i < number; i++) {
            long due = start + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int each = i;
            var _ = client.sendAsync(requests.get(order[i]), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) -> {
                        took.set(each, System.nanoTime() - due);
                        if (failure != null || response.statusCode() != 200) {
                            failed.incrementAndGet(0);
                        }
                        open.decrementAndGet();
                    });
        }
        while (open.get() > 0) {
            Thread.sleep(5);
        }
        double lasted = (System.nanoTime() - start) / 1e9;
        if (files != null && importer != null) {
            files.stop();
            importer.join();
        }
        long[] sorted = new long[number];
        Arrays.setAll(sorted, took::get);
        Arrays.sort(sorted);
        out.printf(
                Locale.ROOT,
                "%s: %d queries at %d/s answered at %.0f/s; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, at most"
                        + " %.0f ms; %d failed%s%n",
                when,
                number,
                rate,
                number / lasted,
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1),
                failed.get(0),
                files == null ? "" : "; " + files.imported() + " rows imported");
    }

    /// Imports file after file of new usage until it is stopped.
    private final class Importing implements Runnable {

        private final URI url;
        private volatile boolean stopped;
        private final AtomicLong imported = new AtomicLong();

        Importing(URI url) {
            this.url = url;
        }

        void stop() {
            stopped = true;
        }

        long imported() {
            return imported.get();
        }

        @Override
        public void run() {
            for (int file = 0; !stopped; file++) {
                try {
                    HttpResponse<String> response = client.send(
                            HttpRequest.newBuilder(url.resolve("/api/v1/imports?kind=usage&name=load.csv"))
                                    .header("Content-Type", "text/csv")
                                    .POST(HttpRequest.BodyPublishers.ofString(usage(file)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(response.body());
                    }
                    imported.addAndGet(ROWS);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException("an import failed", e);
                }
            }
        }

        /// A day of a cluster of its own, by the minute, of many pods.
        private String usage(int file) {
            var text = new StringBuilder("id,start,end,provider,region,instance_type,cluster,pod,team,utilization\n");
            Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(2L + file % 20, ChronoUnit.DAYS);
            long stamp = System.nanoTime();
            for (int row = 0; row < ROWS; row++) {
                Instant from = day.plusSeconds(60L * (row % 1_440));
                text.append("load-" + stamp + "-" + row + "," + from + "," + from.plusSeconds(60)
                        + ",aws,us-east-1,p3.2xlarge,load,pod-" + row / 1_440 + ",load,0.5\n");
            }
            return text.toString();
        }
    }

    private void budgets(URI url) throws IOException, InterruptedException {
        for (String budget : List.of("name=all&limit=500000+USD", "name=vision&limit=50000+USD&scope=team%3Dvision")) {
            client.send(
                    HttpRequest.newBuilder(url.resolve("/api/v1/budgets/create?" + budget + "&by=load"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private int ask(URI url, String query) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(url.resolve("/api/v1/" + query)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Server start(List<String> options) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        // as `outlay serve` starts it
        ProcessBuilder builder = ServerJava.process(application(), options)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("OUTLAY_HOME", home.directory().toString());
        builder.environment().put("OUTLAY_PORT", Integer.toString(port));
        long began = System.nanoTime();
        Process process = builder.start();
        while (!isReady(url)) {
            if (!process.isAlive() || System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IllegalStateException("no server: " + Files.readString(folder.resolve("server.log")));
            }
            Thread.sleep(5);
        }
        return new Server(process, url, (System.nanoTime() - began) / 1e9);
    }

    private boolean isReady(URI url) throws InterruptedException {
        try {
            return client.send(
                                    HttpRequest.newBuilder(url.resolve("/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void stop(Server server) throws InterruptedException {
        server.process().destroy();
        server.process().waitFor();
    }

    private void fill() throws Exception {
        Files.createDirectories(home.directory());
        InstantSource clock = InstantSource.system();
        try (var outlay = new Outlay(
                () -> Connectors.ledger(home.ledgerUrl(), home.directory(), clock), Catalog.builtin(), clock)) {
            outlay.take(Demo.sources(home.directory().resolve("demo-company"), clock.instant(), _ -> {}), _ -> {});
        }
    }

    private void machine() throws IOException {
        String processor = lines(Path.of("/proc/cpuinfo"), "model name");
        out.printf(
                "machine: %d processors%s, %s, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                processor == null ? "" : " (" + processor + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static long memory(Server server, String what) throws IOException {
        String line = lines(Path.of("/proc/" + server.process().pid() + "/status"), what);
        return line == null ? -1 : Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    private static @Nullable String lines(Path file, String start) throws IOException {
        if (!Files.isReadable(file)) {
            return null;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))] / 1e6;
    }

    private static Path application() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path application = at.resolve("server/target/quarkus-app");
            if (Files.exists(ServerJava.jar(application))) {
                return application;
            }
        }
        throw new IllegalStateException(
                "no packaged server above " + Path.of("").toAbsolutePath());
    }
}
