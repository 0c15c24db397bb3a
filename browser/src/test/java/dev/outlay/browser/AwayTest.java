package dev.outlay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages show where there is nothing to show: of an empty ledger, and of a server that is gone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AwayTest {

    @RegisterExtension
    static final Stage STAGE = Stage.ofAnEmptyLedger();

    static Stream<DashboardPage> pages() {
        return DashboardPages.ALL.stream();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void saysOfAnEmptyLedgerHowToFillItOrWhatThereIsNone(DashboardPage shown) {
        try (BrowserContext context = STAGE.context(Look.LIGHT_PHONE)) {
            List<String> complaints = new ArrayList<>();
            Page page = STAGE.open(context, shown.address(), complaints);
            Locator empty = heading(page, "The ledger is empty");
            Locator own = heading(page, shown.heading());
            empty.or(own).waitFor();
            Chromium.settle(page, empty.isVisible() ? "The ledger is empty" : shown.heading());

            assertThat(page.locator("main .failure").allTextContents()).isEmpty();
            assertThat(page.locator("main").innerText())
                    .as("nothing is not written as if it were something")
                    .doesNotContain("NaN", "undefined", "null", "Invalid");
            assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(Look.LIGHT_PHONE.width);
            assertThat(complaints).isEmpty();
            assertThat(Chromium.graveFindings(page)).isEmpty();
        }
    }

    @Order(2)
    @Test
    void keepsWhatItShowsWhileTheServerIsGoneAndGoesOnByItself() throws Exception {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            Page page = STAGE.open(context, "/settings", new ArrayList<>());
            Chromium.settle(page, "Settings");
            page.locator(".live.live").waitFor();

            STAGE.process().kill();
            Locator gone = page.locator(".gone");
            gone.waitFor();
            assertThat(gone.textContent()).contains("The server does not answer", "outlay serve");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask again"))
                    .click();
            page.waitForTimeout(1_000);
            assertThat(page.locator("main .failure").count())
                    .as("what is known is still shown")
                    .isZero();
            assertThat(page.locator("main").innerText()).contains("OUTLAY_HOME");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check the rules now"))
                    .click();
            page.locator(".toast.wrong")
                    .getByText("The server does not answer.")
                    .waitFor();

            STAGE.process().startAgain(STAGE.server());
            gone.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            page.locator(".live.live").waitFor();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Budgets"))
                    .click();
            Chromium.settle(page, "Budgets");
            assertThat(page.locator("main .failure").allTextContents()).isEmpty();
        }
    }

    @Order(3)
    @Test
    void saysWhatFailedOnAPageThatIsOpenedWhileTheServerIsGoneAndFillsItOnceItIsBack() throws Exception {
        try (BrowserContext context = STAGE.context(Look.LIGHT_DESKTOP)) {
            Page page = STAGE.open(context, "/budgets", new ArrayList<>());
            Chromium.settle(page, "Budgets");
            // the module of the page is known to the browser, and its answers are not
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prices"))
                    .click();
            Chromium.settle(page, "Prices");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Budgets"))
                    .click();
            Chromium.settle(page, "Budgets");

            STAGE.process().kill();
            page.locator(".gone").waitFor();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prices"))
                    .click();
            page.locator("main .failure").first().waitFor();
            assertThat(page.locator("main .failure").first().textContent())
                    .contains("The server does not answer.", "Try again");

            STAGE.process().startAgain(STAGE.server());
            page.locator("main .failure")
                    .first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            Chromium.settle(page, "Prices");
            assertThat(page.locator("main .failure").allTextContents()).isEmpty();
        }
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(text).setLevel(1).setExact(true));
    }
}
