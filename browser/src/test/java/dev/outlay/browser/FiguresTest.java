package dev.outlay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every figure of every page leads to what it rests on, and every export is one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FiguresTest {

    @RegisterExtension
    static final Stage STAGE = Stage.ofTheDemo();

    /// RUN and OFFER stand for the first of the ledger and of the catalog.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/, What it cost",
        "/attribution, Attribution",
        "/attribution?at=charges, Attribution",
        "/runs?run=RUN&total-epochs=500&compare=RUN, Runs",
        "/carbon, Carbon",
        "/savings?policy=spot&id=ADVICE, Savings and advice",
        "/statements, Statements",
        "/estimate?gpu=A100&offer=OFFER, Estimate hours",
        "/plan?params=7B&tokens=140B&deadline=14d&budget=20000, Plan work",
        "/prices?gpu=H100&capacity=spot, Prices",
        "/budgets?budget=company, Budgets",
        "/settings, Settings"
    })
    void leadsFromEachFigureToWhatItRestsOn(String address, String heading) throws IOException {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            Page page = STAGE.open(context, named(address), new ArrayList<>());
            Chromium.settle(page, heading);

            assertThat(texts(page.evaluate(script("figures-without-a-basis.js"))))
                    .as("figures from which nothing leads to what they rest on")
                    .isEmpty();
            List<String> opened = texts(page.evaluate(script("bases-without-a-formula.js")));
            assertThat(opened.subList(1, opened.size()))
                    .as("of " + opened.getFirst()
                            + " figures and charts, those whose basis does not say how they come about")
                    .isEmpty();
        }
    }

    @Test
    void goesFromFigureToFigureByTheArrowKeys() {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            Page page = STAGE.open(context, "/attribution", new ArrayList<>());
            Chromium.settle(page, "Attribution");
            page.locator("#level")
                    .locator("xpath=ancestor::section")
                    .locator("thead button.basis")
                    .nth(1)
                    .focus();
            String heading = focused(page);
            page.keyboard().press("ArrowDown");
            String number = focused(page);
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog.drawer[open] h2").textContent()).startsWith(heading + ": ");
            page.keyboard().press("Escape");
            assertThat(focused(page)).as("the keyboard is where it was").isEqualTo(number);
            page.keyboard().press("ArrowUp");
            assertThat(focused(page)).isEqualTo(heading);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/settings, Settings", "/budgets, Budgets", "/prices, Prices", "/statements, Statements"})
    void savesEveryFormThatItOffers(String address, String heading) {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            Page page = STAGE.open(context, address, new ArrayList<>());
            Chromium.settle(page, heading);
            page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })");
            List<Locator> buttons = page.locator("main .exports button").all();
            assertThat(buttons).isNotEmpty();
            for (Locator button : buttons) {
                answers(page, button);
            }
        }
    }

    @Test
    void drawsWhatIsQuickWhileWhatIsSlowIsStillReckoned() {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            List<Route> held = new CopyOnWriteArrayList<>();
            context.route(Pattern.compile("/api/v1/reports/(recommend|carbon)\\?"), held::add);
            Page page = STAGE.open(context, "/", new ArrayList<>());
            Locator advice = page.locator("#advice").locator("xpath=ancestor::section");
            advice.getByText("Reckoning advice over 30 days").waitFor();
            page.waitForFunction("() => document.querySelectorAll('main .skeleton').length === 1"
                    + " && document.querySelectorAll('outlay-chart:not([data-drawn])').length === 0");
            assertThat(advice.locator("progress").isVisible()).isTrue();

            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Carbon").setExact(true))
                    .first()
                    .click();
            page.getByText("Reckoning the carbon of each charge").first().waitFor();
            page.locator("#hours")
                    .locator("xpath=ancestor::section")
                    .locator("outlay-chart[data-drawn]")
                    .waitFor();
            assertThat(held)
                    .as("one of the overview and two of three of this page: places are left for what is quick")
                    .hasSize(3);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settings"))
                    .click();
            Chromium.settle(page, "Settings");
        }
    }

    /// What the server says to the button: a browser saves no more than ten files in one go, the answer tells.
    private static void answers(Page page, Locator button) {
        String name = String.valueOf(button.getAttribute("aria-label"));
        String form =
                name.endsWith(" CSV") ? "text/csv" : name.endsWith(" Markdown") ? "text/markdown" : "application/json";
        Response answer = page.waitForResponse(
                response -> response.url().contains("/api/v1/")
                        && form.equals(response.request().headers().get("accept")),
                button::click);
        assertThat(answer.status()).as(name).isEqualTo(200);
        assertThat(String.valueOf(answer.headers().get("content-type")))
                .as(name)
                .startsWith(form);
    }

    private String named(String address) {
        String at = address;
        if (at.contains("RUN")) {
            Table runs = answer("runs", Parameters.of("status", "running", "limit", "1"));
            at = at.replace("RUN", cell(runs, "run"));
        }
        if (at.contains("ADVICE")) {
            at = at.replace("ADVICE", cell(answer("recommend", Parameters.of("last", "7d", "limit", "1")), "id"));
        }
        if (at.contains("OFFER")) {
            Table offers = answer("compare", Parameters.of("gpu", "A100", "hours", "100", "limit", "1"));
            at = at.replace(
                    "OFFER",
                    cell(offers, "provider") + "/" + cell(offers, "instance_type") + "/" + cell(offers, "region"));
        }
        return at;
    }

    private Table answer(String report, Parameters parameters) {
        return STAGE.server().answer(report, parameters);
    }

    private static String cell(Table table, String column) {
        int index = table.columns().stream().map(each -> each.name()).toList().indexOf(column);
        return String.valueOf(table.rows().getFirst().get(index));
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.textContent.trim()"));
    }

    private static List<String> texts(Object found) {
        List<String> texts = new ArrayList<>();
        ((List<?>) found).forEach(each -> texts.add(String.valueOf(each)));
        return texts;
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FiguresTest.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("//")).reduce("", (all, line) -> all + line + "\n");
        }
    }
}
