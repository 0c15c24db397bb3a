package dev.outlay.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The Chromium of this machine, driven by Playwright. Not thread-safe.
final class Chromium implements AutoCloseable {

    private static final List<String> GRAVE = List.of("serious", "critical");

    private final Playwright playwright;
    private final Browser browser;

    /// `program` is what [#onPath] found.
    Chromium(Path program) {
        // the browser is the machine's own: none is downloaded
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        // containers and build machines run as root
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    static Optional<Path> onPath() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A browser that knows nothing of earlier pages, and is offline but for this machine by what the page's policy
    /// and its tests allow.
    BrowserContext context(Look look) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    /// Waits until everything on a page is drawn.
    static void settle(Page page, String heading) {
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(heading).setLevel(1).setExact(true))
                .waitFor();
        page.waitForFunction("() => document.querySelectorAll('main .skeleton').length === 0"
                + " && document.querySelectorAll('outlay-chart:not([data-drawn])').length === 0");
    }

    /// What axe finds serious or critical.
    static List<String> graveFindings(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Chromium::finding)
                        .toList();
    }

    private static String finding(Rule rule) {
        return rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .limit(5)
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
