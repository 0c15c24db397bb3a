package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, where one is installed: it draws its figures and the browser finds nothing to object
/// to.
@QuarkusTest
@TestProfile(SampleProfile.class)
class BrowserTest {

    private static final int LONGEST_SECONDS = 90;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void drawsTheFiguresOfThePeriodWithoutAnObjection() throws Exception {
        Drawn page = draw("/?last=30d");

        assertThat(page.complaints()).isEmpty();
        assertThat(page.document())
                .contains("What it cost", "30 Sept 2026 to 29 Oct 2026", "60 of 480 charges have no price")
                .contains("GPU idle", "language", "Latest charges")
                .doesNotContain("class=\"failure\"");
        // spend over time, the areas, and the idle share
        assertThat(page.document().split("data-drawn=\"true\"", -1)).hasSize(4);
    }

    @Test
    void shadesWhatTheAddressBarAsksFor() throws Exception {
        Drawn page = draw("/?from=2026-10-05&to=2026-10-06&by=cluster&map=service");

        assertThat(page.complaints()).isEmpty();
        assertThat(page.document())
                .contains("5 Oct 2026 to 6 Oct 2026, 2 days", "effective cost for each hour, by cluster", "fra-h100")
                .doesNotContain("class=\"failure\"");
    }

    private Drawn draw(String address) throws IOException, InterruptedException {
        Optional<Path> chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> PageTest.onPath(name).stream())
                .findFirst();
        assumeTrue(chromium.isPresent(), "no Chromium is on the PATH: the page is not tried in a browser");
        String server = ConfigProvider.getConfig().getValue("test.url", String.class);
        List<String> command = new ArrayList<>(List.of(chromium.orElseThrow().toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--window-size=1280,1800",
                "--virtual-time-budget=15000",
                "--dump-dom",
                server + address));
        Path document = folder.resolve("page.html");
        Path log = folder.resolve("browser.log");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(document.toFile())
                .redirectError(log.toFile())
                .start();
        boolean ended = browser.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        browser.destroyForcibly().waitFor();
        assertThat(ended).as("Chromium draws the page in %s s", LONGEST_SECONDS).isTrue();
        return new Drawn(
                // without the marks that Lit leaves between what it fills in
                Files.readString(document).replaceAll("<!--.*?-->", "").replaceAll("\\s+", " "),
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("CONSOLE"))
                        .toList());
    }

    private record Drawn(String document, List<String> complaints) {}
}
