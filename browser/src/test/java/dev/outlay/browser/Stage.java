package dev.outlay.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.outlay.connect.client.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server and a browser for the tests of a class, which are skipped where there is no browser. What the server
/// keeps and says lies in a folder of the class in `target`. Not thread-safe.
final class Stage implements BeforeAllCallback, AfterAllCallback {

    private static final double LONGEST_MILLIS = 120_000;

    private final boolean isEmpty;
    private @Nullable DemoServer process;
    private @Nullable RunningServer server;
    private @Nullable Chromium chromium;

    private Stage(boolean isEmpty) {
        this.isEmpty = isEmpty;
    }

    /// Over the sample company.
    static Stage ofTheDemo() {
        return new Stage(false);
    }

    /// Over a ledger that holds nothing.
    static Stage ofAnEmptyLedger() {
        return new Stage(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Optional<Path> program = Chromium.onPath();
        assumeTrue(program.isPresent(), "no Chromium is on the PATH: the dashboard is not tried in a browser");
        process = new DemoServer(
                emptied(Path.of("target", context.getRequiredTestClass().getSimpleName())
                        .toAbsolutePath()));
        server = isEmpty ? process.startEmpty() : process.start();
        chromium = new Chromium(program.get());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (process != null) {
            process.close();
        }
    }

    DemoServer process() {
        return Objects.requireNonNull(process);
    }

    RunningServer server() {
        return Objects.requireNonNull(server);
    }

    BrowserContext context(Look look) {
        return Objects.requireNonNull(chromium).context(look);
    }

    /// Opens a page; what the browser objects to is added to the complaints.
    Page open(BrowserContext context, String address, List<String> complaints) {
        Page page = context.newPage();
        page.setDefaultTimeout(LONGEST_MILLIS);
        page.onConsoleMessage(message -> {
            boolean noStreamYet = message.location().contains("/api/v1/events");
            if ((message.type().equals("error") || message.type().equals("warning")) && !noStreamYet) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server().url() + address);
        return page;
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> found = Files.walk(folder)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
        return Files.createDirectories(folder);
    }
}
