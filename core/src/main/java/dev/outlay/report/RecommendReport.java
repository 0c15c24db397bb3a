package dev.outlay.report;

import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.recommend.AdviceCase;
import dev.outlay.recommend.Advising;
import dev.outlay.recommend.Advisor;
import dev.outlay.recommend.Advisors;
import dev.outlay.recommend.Category;
import dev.outlay.recommend.Inquiry;
import dev.outlay.recommend.Status;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What could be changed, what it would save, what was decided about it and what came of it.
public final class RecommendReport implements Report {

    public static final String NAME = "recommend";

    private static final int SHOWN = 50;
    private static final Duration LOOKED_AT = Duration.ofDays(30);
    private static final String ALL = "all";
    private static final Parameter CATEGORY = Parameter.many(
            "category",
            "idle,sharing",
            "Only advice of these categories: "
                    + String.join(
                            ", ",
                            Advisors.ALL.stream()
                                    .map(Advisor::category)
                                    .distinct()
                                    .map(Category::text)
                                    .toList()));
    private static final Parameter MIN_CONFIDENCE =
            Parameter.one("min-confidence", "0.7", "Only advice of at least this confidence, from 0 to 1");
    private static final Parameter STATUS = Parameter.many(
            "status", "done", "Only open, accepted, dismissed or done advice, or all (default: open and accepted)");
    private static final Parameter ABOUT =
            Parameter.one("about", "research/trainer-0", "Only advice about what has this in its name");
    private static final Parameter RUN = Parameter.one(
            "run",
            "train-llama",
            "Only advice about this run or the workload that it is one of; looks at the days of its charges");
    private static final Parameter ID =
            Parameter.one("id", "idle-gpu-3fa2", "Only the advice whose id is or starts with this, with its evidence");
    private static final Parameter EVIDENCE =
            Parameter.flag("evidence", "Show the figures, facts and risks that each advice comes with");
    private static final Parameter LIMIT =
            Parameter.one("limit", "100", "How many advices to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "What could be changed and what it would save, with evidence, confidence and what came of earlier advice.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all =
                new ArrayList<>(List.of(CATEGORY, MIN_CONFIDENCE, STATUS, ABOUT, RUN, ID, EVIDENCE, LIMIT, Page.AFTER));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "recommend --last 30d    # the largest savings first",
                "recommend --category idle,sharing --min-confidence 0.7    # what is fairly sure",
                "recommend --status done    # what was promised and what came of it");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Optional<AdvisedRun> run = parameters.text(RUN.name()).map(name -> AdvisedRun.of(name, desk.ledger()));
        Inquiry inquiry = run.filter(_ -> Period.of(parameters, desk.now()) == null)
                .map(one -> inquiry(one.span(LOOKED_AT), desk))
                .orElseGet(() -> inquiry(parameters, desk));
        Set<Category> categories = Set.copyOf(parameters.many(CATEGORY.name(), Category::of));
        Share least = parameters.one(MIN_CONFIDENCE.name(), Share::of).orElse(Share.NOTHING);
        Optional<String> id = parameters.text(ID.name());
        Optional<String> about = parameters.text(ABOUT.name());
        Set<Status> statuses = statuses(parameters, id.isPresent());
        List<AdviceCase> found = new Advising(Advisors.ALL)
                .cases(inquiry).stream()
                        .filter(one -> statuses.contains(one.status()))
                        .filter(one -> categories.isEmpty()
                                || categories.contains(one.said().category()))
                        .filter(one -> one.certainty().value().compareTo(least) >= 0)
                        .filter(one -> id.map(one.id()::startsWith).orElse(true))
                        .filter(one -> about.map(one.said().subject()::contains).orElse(true))
                        .filter(one -> run.map(each -> each.concerns(one.said().subject()))
                                .orElse(true))
                        .toList();
        Page.Rows<AdviceCase> shown = Page.of(parameters, LIMIT, SHOWN).named(found, AdviceCase::id);
        return table(inquiry.span(), found, shown, id.isPresent() || parameters.flag(EVIDENCE.name()));
    }

    /// What somebody decided about the advice of an id.
    public record Decided(
            String id,
            Status status,
            @Nullable String actor,
            @Nullable String reason) {}

    /// Records a decision and answers with the advice as it stands then; see [Advising#decide].
    public static Table decide(Ledger ledger, Desk desk, Parameters parameters, Decided decided)
            throws SourceException {
        Inquiry inquiry = inquiry(parameters, desk);
        AdviceCase one = new Advising(Advisors.ALL)
                .decide(ledger, inquiry, decided.id(), decided.status(), decided.actor(), decided.reason());
        return new RecommendReport().table(inquiry.span(), List.of(one), Page.Rows.all(List.of(one)), true);
    }

    /// What advisors are asked about the span of the parameters; without one, the last 30 days that have charges.
    static Inquiry inquiry(Parameters parameters, Desk desk) {
        LedgerReader ledger = desk.ledger();
        Span asked = Period.of(parameters, desk.now());
        Instant to = asked == null
                ? charged(ledger, desk.now())
                : asked.to().equals(Span.EVER.to()) ? desk.now() : asked.to();
        // a pace needs a beginning and an end
        Instant from = asked == null || asked.from().equals(Span.EVER.from()) ? to.minus(LOOKED_AT) : asked.from();
        if (!from.isBefore(to)) {
            throw new CallersMistake("from must lie before now: " + from + " to " + to);
        }
        return inquiry(new Span(from, to), desk);
    }

    private static Inquiry inquiry(Span span, Desk desk) {
        return new Inquiry(desk.ledger(), desk.catalog(), desk.cards().get(), span, desk.now());
    }

    /// The end of the last day with charges, or now where that comes first or there are none.
    private static Instant charged(LedgerReader ledger, Instant now) {
        List<Totals.Row> days = ledger.totals(TotalsQuery.of(Measure.GPU_HOURS).grain(Grain.DAY))
                .rows();
        Instant last = days.isEmpty() ? null : days.getLast().bucket();
        Instant end = last == null ? now : Span.dayOf(last).to();
        return end.isBefore(now) ? end : now;
    }

    private Table table(Span span, List<AdviceCase> found, Page.Rows<AdviceCase> page, boolean evidence) {
        List<AdviceCase> shown = page.rows();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        heading.put("advices", Integer.toString(found.size()));
        heading.put("shown", Integer.toString(shown.size()));
        page.tell(heading);
        List<List<@Nullable String>> rows = new ArrayList<>();
        shown.forEach(one -> rows.add(AdviceTables.row(one)));
        List<Table> parts = new ArrayList<>();
        parts.add(AdviceTables.together(found.stream()
                .filter(one -> one.status() == Status.OPEN || one.status() == Status.ACCEPTED)
                .toList()));
        if (evidence) {
            parts.add(AdviceTables.evidence(shown));
        }
        if (shown.stream().anyMatch(one -> one.outcome() != null)) {
            parts.add(AdviceTables.outcomes(shown));
        }
        List<String> notes = new ArrayList<>();
        if (found.isEmpty()) {
            notes.add("no advice: advisors speak of what was measured or charged in the span only; outlay report"
                    + " utilization shows what was measured");
        }
        if (!shown.isEmpty()) {
            notes.add(
                    "a saving per 30 days is at the pace of the span that was looked at; outlay recommend --id ID shows"
                            + " what an advice rests on");
        }
        return Table.of(NAME, heading, AdviceTables.columns(), rows, notes, parts);
    }

    private static Set<Status> statuses(Parameters parameters, boolean anyStatus) {
        List<String> given = parameters.many(STATUS.name(), text -> text);
        if (given.contains(ALL) || (given.isEmpty() && anyStatus)) {
            return Set.of(Status.values());
        }
        List<Status> statuses = parameters.many(STATUS.name(), Status::of);
        return statuses.isEmpty() ? Set.of(Status.OPEN, Status.ACCEPTED) : Set.copyOf(statuses);
    }
}
