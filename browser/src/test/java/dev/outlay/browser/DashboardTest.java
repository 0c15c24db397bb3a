package dev.outlay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page in a real browser, on one server: in each look, then one task on each.
///
/// With `-Doutlay.screenshots=DIR` the pictures of the documentation are made anew in that folder. How long pages
/// take is printed, not judged: a busy machine would fail it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DashboardTest {

    @RegisterExtension
    static final Stage STAGE = Stage.ofTheDemo();

    private static final int QUALITY = 60;
    private static final Path PICTURES = Path.of(
            Optional.ofNullable(System.getProperty("outlay.screenshots")).orElse("target/screenshots"));

    private final List<String> paints = new ArrayList<>();

    @AfterAll
    void sayHowLongPagesTake() throws IOException {
        if (!paints.isEmpty()) {
            String report = String.join("\n", paints) + "\n";
            Files.writeString(Path.of("target/first-paint.txt"), report);
            System.out.println("first paint and all figures drawn, on loopback with the demo ledger:\n" + report);
        }
    }

    static Stream<DashboardPage> pages() {
        return DashboardPages.ALL.stream();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isDrawnWithoutAnObjectionOfTheBrowserOrOfAxeInEveryLook(DashboardPage shown) throws IOException {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<String> complaints = new ArrayList<>();
            Page page = STAGE.open(context, shown.address(), complaints);
            Chromium.settle(page, shown.heading());
            notePaint(page, shown.address());
            Files.createDirectories(PICTURES);
            for (Look look : Look.values()) {
                page.setViewportSize(look.width, look.height);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
                Chromium.settle(page, shown.heading());
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(shown.name() + "-" + look.text() + ".jpg"))
                        .setType(ScreenshotType.JPEG)
                        .setQuality(QUALITY));
                assertThat(Chromium.graveFindings(page)).as(look.text()).isEmpty();
                assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue())
                        .as("nothing is wider than the window, " + look.text())
                        .isLessThanOrEqualTo(look.width);
            }
            assertThat(complaints).isEmpty();
            assertThat(page.locator("main .failure").allTextContents()).isEmpty();
        }
    }

    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void doesATaskFromClickToLedger(DashboardPage shown) throws Exception {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<String> complaints = new ArrayList<>();
            Page page = STAGE.open(context, shown.address(), complaints);
            Chromium.settle(page, shown.heading());
            try {
                shown.task().run(page, STAGE.server());
            } catch (PlaywrightException | AssertionError failed) {
                throw new AssertionError(
                        shown.address() + ": the page says "
                                + page.locator("main, .told").allInnerTexts()
                                + ", its console " + complaints
                                + ", the server " + STAGE.process().said(),
                        failed);
            }
            assertThat(complaints).isEmpty();
            assertThat(Chromium.graveFindings(page)).isEmpty();
        }
    }

    @Order(3)
    @Test
    void isReachedByKeyboardAlone() {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<String> complaints = new ArrayList<>();
            Page page = STAGE.open(context, "/", complaints);
            Chromium.settle(page, "What it cost");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.textContent"))
                    .isEqualTo("Skip to the figures");
            page.keyboard().press("Enter");
            page.keyboard().press("g");
            page.keyboard().press("b");
            Chromium.settle(page, "Budgets");
            assertThat(page.url()).endsWith("/budgets");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
            page.keyboard().press("?");
            page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard"))
                    .waitFor();
            page.keyboard().press("Escape");
            page.goBack();
            Chromium.settle(page, "What it cost");
            assertThat(complaints).isEmpty();
        }
    }

    @Order(4)
    @Test
    void loadsNoChartsWhereThereAreNone() {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<String> asked = new ArrayList<>();
            Page page = context.newPage();
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(STAGE.server().url() + "/settings");
            Chromium.settle(page, "Settings");

            assertThat(asked).noneMatch(url -> url.contains("echarts"));
            assertThat(asked)
                    .as("nothing outside of the server is asked for")
                    .allMatch(url -> url.startsWith(STAGE.server().url().toString()) || url.startsWith("data:"));
        }
    }

    @Order(5)
    @Test
    void hearsOfWhatComesIntoTheLedgerWithoutBeingAsked() throws Exception {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<String> complaints = new ArrayList<>();
            Page page = STAGE.open(context, "/budgets", complaints);
            Chromium.settle(page, "Budgets");
            page.locator(".live.live").waitFor();
            RunningServer ledger = STAGE.server();
            ledger.act(
                    "budgets",
                    "POST",
                    "/api/v1/budgets/record",
                    Parameters.of(
                            "provider",
                            "hoster",
                            "amount",
                            "77.77 USD",
                            "team",
                            "speech",
                            "at",
                            "2026-10-16",
                            "by",
                            "ada"),
                    null);
            page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^speech ")))
                    .getByText(OwnTasks.dollars(OwnTasks.spent(ledger, "speech").toPlainString()))
                    .waitFor();
            assertThat(complaints).isEmpty();
        }
    }

    @Order(6)
    @Test
    void asksForAnAccessTokenWhereTheServerDoesAndKeepsItInTheTab() {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            // stands before the server, as one that needs a token
            context.route("**/api/v1/**", route -> {
                if ("Bearer let-me-in".equals(route.request().headers().get("authorization"))) {
                    Map<String, String> without = new HashMap<>(route.request().headers());
                    without.remove("authorization");
                    route.resume(new Route.ResumeOptions().setHeaders(without));
                } else {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(401)
                            .setContentType("application/problem+json")
                            .setBody("{\"detail\": \"this server asks for an access token\","
                                    + " \"remedy\": \"make one with outlay token create\"}"));
                }
            });
            Page page = STAGE.open(context, "/attribution", new ArrayList<>());
            Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Access token"));
            dialog.getByText("this server asks for an access token").waitFor();
            dialog.getByLabel("Token").fill("let-me-in");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Use it"))
                    .click();
            Chromium.settle(page, "Attribution");
            page.reload();
            Chromium.settle(page, "Attribution");
            assertThat(page.locator("dialog[open]").count()).isZero();
            assertThat(page.evaluate("() => sessionStorage.length")).isEqualTo(1);
        }
    }

    private void notePaint(Page page, String address) {
        Number paint = (Number)
                page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
        Number drawn = (Number) page.evaluate("() => performance.now()");
        paints.add(String.format(
                Locale.ROOT,
                "%-14s first paint %5.0f ms, all drawn by %6.0f ms",
                address,
                paint.doubleValue(),
                drawn.doubleValue()));
    }
}
