package dev.outlay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tasks on Estimate, Plan, Prices, Runs, Carbon, Savings and Statements.
final class PlanningTasks {

    private PlanningTasks() {}

    /// The form fills the address bar, the ranking is the server's, and an offer is taken apart.
    static void takesAnOfferApart(Page page, RunningServer server) {
        page.getByLabel("GPU", new Page.GetByLabelOptions().setExact(true)).fill("A100");
        page.getByLabel("Hours of each machine").fill("24");
        page.getByRole(AriaRole.BUTTON, exactly("Compare")).click();
        page.waitForURL(Pattern.compile("gpu=A100.*hours=24"));
        page.getByRole(AriaRole.REGION, exactly("Offers"))
                .getByRole(AriaRole.LINK)
                .nth(1)
                .click();
        page.waitForURL(Pattern.compile("offer="));
        Locator part = page.locator("#one").locator("xpath=ancestor::section");
        part.locator(".facts").waitFor();

        Table offers = server.answer("compare", Parameters.of("gpu", "A100", "hours", "24", "limit", "60"));
        Table one = server.answer(
                "estimate",
                Parameters.of(
                        "provider", cell(offers, 1, "provider"),
                        "instance", cell(offers, 1, "instance_type"),
                        "region", cell(offers, 1, "region"),
                        "hours", "24"));
        assertThat(part.locator(".facts").textContent())
                .contains(dollars(one.heading().get("total")));
    }

    /// What cannot be done is said with the nearest that can, and one click asks for that.
    static void loosensLimitsUntilAPlanKeepsThem(Page page, RunningServer server) {
        page.getByRole(AriaRole.LINK, exactly("the same for 600 USD in a day")).click();
        page.getByText("Nothing keeps all of these limits.").waitFor();
        page.getByRole(AriaRole.LINK, exactly("Try it")).first().click();
        page.locator(".verdict:not(.no)").waitFor();
        page.getByText("How many GPUs", new Page.GetByTextOptions().setExact(true))
                .waitFor();

        String budget = param(page, "budget");
        Table plan = server.answer(
                "plan",
                Parameters.of("params", "7B", "tokens", "140B", "deadline", param(page, "deadline"), "budget", budget));
        assertThat(page.locator(".verdict strong").textContent())
                .isEqualTo(plan.heading().get("best"));
        page.locator("tbody button.basis:not(.passed)").first().click();
        assertThat(page.getByRole(AriaRole.DIALOG).textContent()).contains("Formula", "Price", "Energy");
        page.keyboard().press("Escape");
    }

    /// A price says who told it, and the hours of the day are asked for one GPU.
    static void findsWhoToldAPrice(Page page, RunningServer server) {
        page.getByRole(AriaRole.LINK, exactly("H100 on spot")).click();
        page.waitForURL(Pattern.compile("gpu=H100"));
        page.getByText("Each change, and where it is from").click();
        page.getByRole(AriaRole.REGION, exactly("Changes of prices"))
                .locator("tbody button.basis:not(.passed)")
                .first()
                .click();
        Locator drawer = page.getByRole(AriaRole.DIALOG);
        drawer.getByText("spot prices of the sample company (invented)").waitFor();
        assertThat(drawer.textContent()).contains("prices-spot.csv line");
        page.keyboard().press("Escape");
        assertThat(server.answer("price-hours", Parameters.of("gpu", "H100", "capacity", "spot"))
                        .rows())
                .hasSize(6 * 24);
    }

    /// From a running run to its attempts, and what it will still cost, as the server reckons it.
    static void reckonsWhatARunWillStillCost(Page page, RunningServer server) {
        Locator running = page.locator("#running").locator("xpath=ancestor::section");
        String run =
                Objects.requireNonNull(running.getByRole(AriaRole.LINK).first().textContent());
        running.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("cost to finish"))
                .first()
                .click();
        page.getByRole(AriaRole.HEADING, exactly(run)).waitFor();
        page.locator("input[name=epochs]").fill("500");
        page.getByRole(AriaRole.BUTTON, exactly("Reckon")).click();
        Locator answer =
                page.locator("#finish").locator("xpath=ancestor::section").last();
        answer.locator(".facts").waitFor();

        Table finish = server.answer("finish", Parameters.of("run", run, "total-epochs", "500"));
        assertThat(answer.locator(".facts").textContent())
                .contains(dollars(finish.heading().get("cost_left")));
        page.getByRole(AriaRole.BUTTON, named("attempt 1")).click();
        page.getByRole(AriaRole.BUTTON, named("-a1-0")).waitFor();
    }

    /// The greenest place and hour that the page names is the server's.
    static void looksForTheGreenestHour(Page page, RunningServer server) {
        page.getByLabel("It would run in").fill("gcp/europe-west4");
        page.getByLabel("May wait").fill("2d");
        page.getByRole(AriaRole.BUTTON, exactly("Look")).click();
        page.waitForURL(Pattern.compile("within=2d"));
        page.locator(".verdict strong").waitFor();

        Table greenest = server.answer(
                "greenest", Parameters.of("provider", "gcp", "region", "europe-west4", "hours", "8", "within", "2d"));
        assertThat(page.locator(".verdict").textContent())
                .contains(String.valueOf(greenest.heading().get("greenest")));
        page.locator("#sum")
                .locator("xpath=ancestor::section")
                .locator("button.basis")
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG).textContent()).contains("energy of each charge");
        page.keyboard().press("Escape");
    }

    /// Advice is accepted with a reason, which stands in the ledger.
    static void acceptsAdvice(Page page, RunningServer server) {
        Locator advice = page.locator("#advice").locator("xpath=ancestor::section");
        int before = accepted(server);
        advice.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Accept: ")))
                .first()
                .click();
        page.getByLabel("Why").fill("a test does it");
        page.getByLabel("Who decides").fill("ada");
        page.getByRole(AriaRole.BUTTON, exactly("Accept")).last().click();
        page.getByText(Pattern.compile(": accepted$")).waitFor();
        assertThat(accepted(server)).isEqualTo(before + 1);
    }

    private static int accepted(RunningServer server) {
        return server.answer("recommend", Parameters.of("last", "7d", "status", "accepted", "limit", "500"))
                .rows()
                .size();
    }

    /// A month is closed for showback, and its statement taken away.
    static void closesAMonth(Page page, RunningServer server) {
        page.getByRole(AriaRole.LINK, exactly("Showback")).click();
        page.getByRole(AriaRole.BUTTON, exactly("Close 2026-09")).click();
        page.getByRole(AriaRole.BUTTON, exactly("Close the month")).click();
        page.getByText("2026-09 is closed").waitFor();

        Table months = server.answer("statements", Parameters.of("kind", "showback"));
        assertThat(months.rows()).anySatisfy(row -> assertThat(row).contains("2026-09", "closed"));
        var download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("Showback of 2026-09 by owner as Markdown"))
                        .click());
        assertThat(download.suggestedFilename()).endsWith(".md");
        Table statement = server.answer(
                "chargeback",
                new Parameters(
                        Map.of("period", List.of("2026-09"), "kind", List.of("showback"), "by", List.of("team"))));
        assertThat(page.locator("#statement").locator("xpath=ancestor::section").textContent())
                .contains(dollars(statement.heading().get("total")));
    }

    private static String cell(Table table, int row, String column) {
        int index = table.columns().stream().map(each -> each.name()).toList().indexOf(column);
        return String.valueOf(table.rows().get(row).get(index));
    }

    private static String param(Page page, String name) {
        return String.valueOf(page.evaluate("name => new URLSearchParams(location.search).get(name)", name));
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /// As the page writes dollars and cents.
    private static String dollars(@Nullable Object exact) {
        return String.format(Locale.ENGLISH, "$%,.2f", new BigDecimal(String.valueOf(exact)));
    }
}
