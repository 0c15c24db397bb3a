package dev.outlay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.outlay.connect.client.RunningServer;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tasks on Overview, Attribution, Budgets and Settings.
final class OwnTasks {

    private OwnTasks() {}

    /// The number in the headline is the ledger's, to the last digit, and the charges behind it show their prices.
    static void explainsTheCost(Page page, RunningServer server) {
        page.locator(".tile.first button.basis").first().click();
        Locator drawer = page.getByRole(AriaRole.DIALOG);
        drawer.getByText("the effective cost of all charges of the span").waitFor();
        drawer.locator(".receipts li").first().waitFor();

        Table answer = server.answer("overview", Parameters.of("from", "2026-09-30", "to", "2026-10-30"));
        String exact = String.valueOf(answer.rows().getFirst().get(1));
        assertThat(drawer.locator(".exact").textContent()).contains(exact + " USD");
        assertThat(drawer.locator(".receipts li").first().textContent()).contains(" = ", "Price ");

        drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .click();
        page.getByLabel("Stack by").selectOption("provider");
        page.waitForURL(Pattern.compile("by=provider"));
        page.locator("outlay-chart[data-drawn]").first().waitFor();
    }

    /// Down by team, project and run to one charge, with the same sum as the API at every step; the way stands in
    /// the address bar, and the table is exported as the server writes it.
    static void goesDownToACharge(Page page, RunningServer server) throws Exception {
        page.getByRole(AriaRole.LINK, exactly("speech")).click();
        page.waitForURL(Pattern.compile("down=team%3Dspeech"));
        Table speech = server.answer(
                "cost",
                new Parameters(Map.of(
                        "by", List.of("project"),
                        "from", List.of("2026-09-30"),
                        "to", List.of("2026-10-30"),
                        "filter", List.of("team=speech"))));
        Locator cost = page.locator("#level")
                .locator("xpath=ancestor::section")
                .locator(".panel-head button.basis")
                .first();
        cost.waitFor();
        assertThat(cost.textContent()).isEqualTo(dollars(speech.heading().get("total")));

        page.getByRole(AriaRole.LINK, exactly("voices")).click();
        page.waitForURL(Pattern.compile("project%3Dvoices"));
        page.getByRole(AriaRole.LINK, named("The charges themselves")).click();
        page.getByRole(AriaRole.HEADING, named("Charges")).waitFor();
        page.locator("tbody button.basis:not(.passed)").first().click();
        assertThat(page.getByRole(AriaRole.DIALOG).textContent()).contains("Formula", "Rated by", "Origin");
        page.keyboard().press("Escape");

        var download = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, exactly("Charges as CSV")).click());
        assertThat(Files.readString(download.path()))
                .startsWith("from,to,status,provider")
                .contains(",voices,");

        page.getByRole(AriaRole.NAVIGATION, named("Way down"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Everything"))
                .click();
        page.getByRole(AriaRole.LINK, exactly("speech")).waitFor();
    }

    /// An expense goes from the form into the ledger, into what its budget has spent and onto the page.
    static void recordsAnExpense(Page page, RunningServer server) {
        BigDecimal before = spent(server, "search");
        page.getByRole(AriaRole.BUTTON, exactly("Record an expense")).click();
        page.getByLabel("Amount").fill("1234.56 USD");
        page.getByLabel("Provider").fill("hoster");
        page.getByLabel("Team").fill("search");
        page.getByLabel("Number of the invoice").fill("invoice-7");
        page.getByLabel("Day").fill("2026-10-15");
        page.getByLabel("Your name").fill("ada");
        page.getByRole(AriaRole.BUTTON, exactly("Record it")).click();
        page.getByText("Recorded 1234.56 USD at hoster").waitFor();

        assertThat(spent(server, "search")).isEqualByComparingTo(before.add(new BigDecimal("1234.56")));
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^search ")))
                .getByText(dollars(spent(server, "search").toPlainString()))
                .waitFor();
        takesAnAlertOn(page, server);
    }

    private static void takesAnAlertOn(Page page, RunningServer server) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Take on: ")))
                .first()
                .click();
        page.getByLabel("Note").fill("looking");
        page.getByRole(AriaRole.BUTTON, exactly("Take on")).click();
        page.getByText("ada takes it on").waitFor();
        assertThat(server.answer("alerts", Parameters.of("status", "acknowledged"))
                        .rows())
                .anySatisfy(row -> assertThat(row).contains("ada", "looking"));
    }

    static BigDecimal spent(RunningServer server, String budget) {
        Table status = server.answer("budget-status", Parameters.of("name", budget));
        return new BigDecimal(String.valueOf(status.rows().getFirst().get(2)));
    }

    /// The rules are looked through now, and a silence that is stated here is in the ledger.
    static void checksTheAlertRules(Page page, RunningServer server) {
        page.getByRole(AriaRole.BUTTON, exactly("Check the rules now")).click();
        page.getByText(Pattern.compile("^Looked: ")).waitFor();
        page.getByRole(AriaRole.BUTTON, exactly("Silence alerts")).click();
        page.getByLabel("Label").fill("team=vision");
        page.getByLabel("Your name").fill("ada");
        page.getByRole(AriaRole.BUTTON, exactly("Silence them")).click();
        page.getByText("Silent for 2h").waitFor();
        assertThat(server.answer("alert-silences", Parameters.NONE).rows())
                .anySatisfy(row -> assertThat(row).contains("team=vision", "ada"));
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /// As the page writes dollars and cents.
    static String dollars(@Nullable String exact) {
        return String.format(Locale.ENGLISH, "$%,.2f", new BigDecimal(String.valueOf(exact)));
    }
}
