package dev.outlay.connect.demo;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.alert.AlertPolicy;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.BudgetsFile;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.pricing.RateCards;
import dev.outlay.recommend.AdviceCase;
import dev.outlay.recommend.Advising;
import dev.outlay.recommend.Advisors;
import dev.outlay.recommend.Inquiry;
import dev.outlay.recommend.Status;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What people at the company do with Outlay through the period: they set budgets, close months, look at alerts,
/// ask before they spend and decide about advice. Each does so on a day of its own, by the same doors as any user.
final class Office {
    private static final String FINANCE = "mira (finance)";
    private static final String PLATFORM = "jonas (platform)";
    private static final Set<String> HEARD = Set.of("spot", "inference-scaling");

    private static final String BUDGETS = """
            budgets:
              - name: company
                limit: 850000 USD
                thresholds:
                  - {at: 50, severity: info}
                  - {at: 80, severity: warning}
                  - {at: 95, severity: critical}
                below:
                  - {name: foundation-models, limit: 170000 USD, scope: {team: foundation-models}, below: [
                      {name: aurora, limit: 90000 USD, scope: {project: aurora}}]}
                  - {name: search, limit: 95000 USD, scope: {team: search}}
                  - {name: vision, limit: 62000 USD, scope: {team: vision}}
                  - {name: speech, limit: 80000 USD, scope: {team: speech}}
                  - {name: robotics, limit: 26000 USD, scope: {team: robotics}, guard: {mode: dry-run}}
                  - {name: platform, limit: 16000 USD, scope: {team: platform}}
              - name: training carbon
                limit: 6000 kgCO2e
                scope: {environment: research}
            """;

    private final Ledger ledger;
    private final Period period;
    private final Instant now;
    private final Outlay outlay;
    /// The instant at which the company is, which only ever moves forward.
    private Instant at;

    Office(Ledger ledger, Period period, Instant now) {
        this.ledger = ledger;
        this.period = period;
        this.now = now;
        this.at = day(0, 0);
        // not closed, since the ledger is the demo's; one for all, since it keeps what it knows of budgets
        this.outlay = new Outlay(() -> ledger, Catalog.builtin(), () -> at);
    }

    /// All that was done before the late bill came.
    void work(Consumer<String> progress) throws SourceException {
        progress.accept("setting the company's budgets");
        at(day(1, 9)).budgets().set(BudgetsFile.parse("budgets.yaml", BUDGETS), false, FINANCE);
        progress.accept("closing the company's months");
        closeMonths();
        decide();
        progress.accept("looking at the company's alerts");
        ask();
        answer(look(day(59, 8)));
    }

    /// Each month that has ended is charged back on the fifth of the next, in the morning; showback stays open.
    private void closeMonths() throws SourceException {
        YearMonth month = YearMonth.from(period.date(0));
        for (; closing(month).isBefore(now); month = month.plusMonths(1)) {
            at(closing(month)).close(Parameters.of("period", month.toString()));
        }
    }

    private static Instant closing(YearMonth month) {
        return month.plusMonths(1).atDay(5).atTime(9, 30).toInstant(ZoneOffset.UTC);
    }

    private Table look(Instant when) throws SourceException {
        alerting(when).check();
        return at(when).answer("alerts", Parameters.of("limit", "500"));
    }

    /// Of what fires, the budget that is nearly spent is taken on, and what a price explains is ended.
    private void answer(Table alerts) throws SourceException {
        Optional<String> budget = first(alerts, "rule", "budget");
        if (budget.isPresent()) {
            alerting(day(59, 10))
                    .acknowledge(Parameters.of(
                            "id",
                            budget.get(),
                            "by",
                            FINANCE,
                            "note",
                            "talking to the team about the rest of the month"));
        }
        Optional<String> change = first(alerts, "rule", "anomaly");
        if (change.isPresent()) {
            alerting(day(59, 11))
                    .resolve(Parameters.of(
                            "id", change.get(), "by", FINANCE, "note", "the amended contract, as agreed"));
        }
        alerting(day(59, 11))
                .silence(Parameters.of(
                        "for", "7d", "rule", "under-utilization", "by", PLATFORM, "note", "right-sizing is planned"));
    }

    /// Two jobs ask before they start: one fits, one does not and waits for an approval.
    private void ask() throws SourceException {
        at(day(58, 14))
                .admissions()
                .act(
                        "check",
                        Parameters.of(
                                "id",
                                "segmenter-night",
                                "team",
                                "vision",
                                "project",
                                "segmentation",
                                "cost",
                                "640",
                                "gpu-hours",
                                "192",
                                "timeout",
                                "72h",
                                "reserve",
                                "true",
                                "by",
                                "lena (vision)"));
        at(day(58, 15))
                .admissions()
                .act(
                        "check",
                        Parameters.of(
                                "id",
                                "aurora-34b",
                                "team",
                                "foundation-models",
                                "project",
                                "aurora",
                                "cost",
                                "410000",
                                "gpu-hours",
                                "190000",
                                "timeout",
                                "40d",
                                "reserve",
                                "true",
                                "by",
                                "tomas (aurora)"));
    }

    /// Two of the advisors are listened to, over a few days each: training of voices moves to spot capacity, which
    /// is done by day 34, one more advice is taken on and one turned down.
    private void decide() throws SourceException {
        var advising = new Advising(Advisors.ALL.stream()
                .filter(advisor -> HEARD.contains(advisor.name()))
                .toList());
        Inquiry then = asked(day(30, 10));
        Optional<String> voices = open(advising, then).stream()
                .filter(one -> one.said().subject().contains("voice-clone"))
                .map(AdviceCase::id)
                .findFirst();
        if (voices.isPresent()) {
            advising.decide(ledger, then, voices.get(), Status.ACCEPTED, PLATFORM, "it writes checkpoints already");
            advising.decide(ledger, asked(day(34, 18)), voices.get(), Status.DONE, PLATFORM, null);
        }
        Inquiry later = asked(day(57, 10));
        List<AdviceCase> further = open(advising, later);
        if (further.size() > 1) {
            advising.decide(ledger, later, further.get(0).id(), Status.ACCEPTED, PLATFORM, "after the release");
            advising.decide(
                    ledger, later, further.get(1).id(), Status.DISMISSED, PLATFORM, "the launch needs the room");
        }
    }

    private static List<AdviceCase> open(Advising advising, Inquiry inquiry) {
        return advising.cases(inquiry).stream()
                .filter(one -> one.status() == Status.OPEN)
                .toList();
    }

    private Inquiry asked(Instant when) {
        return new Inquiry(
                ledger, Catalog.builtin(), RateCards.NONE, new Span(when.minus(Duration.ofDays(5)), when), when);
    }

    private Optional<String> first(Table table, String column, String value) {
        int where = table.columns().stream().map(each -> each.name()).toList().indexOf(column);
        int id = table.columns().stream().map(each -> each.name()).toList().indexOf("id");
        return table.rows().stream()
                .filter(row -> value.equals(row.get(where)))
                .map(row -> Objects.requireNonNull(row.get(id)))
                .findFirst();
    }

    private Alerting alerting(Instant when) {
        return at(when).alerting(() -> AlertPolicy.STANDARD, List::of);
    }

    /// The product as it is used at an instant.
    private Outlay at(Instant when) {
        at = when;
        return outlay;
    }

    private Instant day(int day, int hour) {
        return period.date(day).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
    }
}
