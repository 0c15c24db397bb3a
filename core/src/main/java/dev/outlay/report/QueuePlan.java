package dev.outlay.report;

import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.queue.Job;
import dev.outlay.queue.Queue;
import dev.outlay.queue.Shares;
import dev.outlay.queue.Slot;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When waiting jobs run within a quota, when each ends, and what it costs: hours and prices by the same predictor
/// and planner as every ask.
public final class QueuePlan {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int HOURS_SCALE = 4;

    private final Desk desk;
    private final QueueQuestion question;
    private final Map<String, String> bases = new HashMap<>();
    private String currency = "USD";

    public QueuePlan(Desk desk, QueueQuestion question) {
        this.desk = desk;
        this.question = question;
    }

    /// The plan. With `ledgerSpend`, what teams have spent this UTC month counts against their share. Throws
    /// [CallersMistake] where a job is not told enough of, or can never start.
    public Table answer(boolean ledgerSpend) {
        List<Job> jobs = jobs();
        Instant now = desk.now();
        var shares = new Shares(question.shares(), ledgerSpend ? spent() : Map.of());
        var queue = new Queue(question.quota(), shares);
        List<Slot> slots;
        Map<String, Slot> low;
        Map<String, Slot> high;
        try {
            slots = queue.plan(jobs, now, Queue.End.EXPECTED);
            low = byName(queue.plan(jobs, now, Queue.End.LOW));
            high = byName(queue.plan(jobs, now, Queue.End.HIGH));
        } catch (Queue.ImpossibleJob e) {
            throw CallersMistake.of(e);
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Slot slot : slots) {
            rows.add(row(
                    rows.size() + 1,
                    slot,
                    Objects.requireNonNull(low.get(slot.job().name())),
                    Objects.requireNonNull(high.get(slot.job().name()))));
        }
        return Table.of(
                "queue-plan",
                heading(slots, low, high),
                columns(),
                rows,
                List.of(
                        "order: priority, then who has spent least for their share"
                                + (ledgerSpend ? " this month" : "") + ", then who came first; a smaller job goes ahead"
                                + " only where it delays nobody before it; no job is interrupted",
                        "low and high ends: where every job takes the lower or the upper end of its interval"),
                List.of(owners(slots, shares)));
    }

    private List<Job> jobs() {
        Map<String, String> seen = new HashMap<>();
        List<Job> jobs = new ArrayList<>();
        for (QueueQuestion.Waiting waiting : question.jobs()) {
            if (seen.putIfAbsent(waiting.name(), waiting.where()) != null) {
                throw new CallersMistake(waiting.where() + ": a job is called " + waiting.name()
                        + " already: give each a name of its own");
            }
            try {
                jobs.add(job(waiting));
            } catch (CallersMistake mistake) {
                throw new CallersMistake(waiting.where() + ": " + mistake.getMessage(), mistake);
            }
        }
        if (jobs.isEmpty()) {
            throw new CallersMistake("the queue has no jobs: list them under jobs");
        }
        return jobs;
    }

    private Job job(QueueQuestion.Waiting waiting) {
        Ask ask = AskParameters.asked(waiting.work(), desk).ask();
        BudgetUnit.Currency money = ask.currency();
        if (ask.hours() == null || ask.gpus() == null || money == null) {
            throw new CallersMistake(
                    "a job in a queue says its GPUs, its hours and what it costs, or what is trained: gpus,"
                            + " hours and cost, or gpu, gpus and hours, or as in predict");
        }
        if (!bases.isEmpty() && !currency.equals(money.code())) {
            throw new CallersMistake(
                    "it is priced in " + money.code() + " and others in " + currency + ": a queue has one currency");
        }
        currency = money.code();
        bases.put(waiting.name(), ask.basis());
        return new Job(
                waiting.name(),
                ask.who().getOrDefault(Named.TEAM, "unallocated"),
                waiting.priority(),
                ask.gpus().intValueExact(),
                ask.hours(),
                Objects.requireNonNull(ask.amounts().get(money)),
                waiting.submitted() == null ? desk.now() : waiting.submitted());
    }

    private Map<String, BigDecimal> spent() {
        Map<String, BigDecimal> spent = new HashMap<>();
        Totals totals = desk.ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .by(Named.TEAM)
                        .in(Quantities.month(YearMonth.from(desk.now().atOffset(ZoneOffset.UTC)))));
        for (Totals.Row row : totals.rows()) {
            String team = row.dimensions().getFirst();
            BigDecimal cost = row.measures().getFirst();
            if (team != null
                    && cost != null
                    && currency.equals(row.currency())
                    && !Costs.NO_CURRENCY.equals(row.currency())) {
                spent.merge(team, cost, BigDecimal::add);
            }
        }
        return spent;
    }

    private Map<String, @Nullable String> heading(List<Slot> slots, Map<String, Slot> low, Map<String, Slot> high) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        Expected cost = sum(slots);
        heading.put("jobs", Integer.toString(slots.size()));
        heading.put("quota_gpus", Integer.toString(question.quota().gpus()));
        heading.put("starts", desk.now().toString());
        heading.put("ends", last(slots).toString());
        heading.put("ends_low", last(List.copyOf(low.values())).toString());
        heading.put("ends_high", last(List.copyOf(high.values())).toString());
        heading.put("cost", Texts.money(cost.value()));
        heading.put("cost_low", Texts.money(cost.low()));
        heading.put("cost_high", Texts.money(cost.high()));
        heading.put("currency", currency);
        return heading;
    }

    private List<Column> columns() {
        return List.of(
                Column.decimal("order", null),
                Column.text("job"),
                Column.text("team"),
                Column.decimal("priority", null),
                Column.decimal("gpus", null),
                Column.time("start"),
                Column.time("end"),
                Column.time("end_low"),
                Column.time("end_high"),
                Column.decimal("waits_hours", null),
                Column.decimal("hours", null),
                Column.decimal("cost", currency),
                Column.decimal("cost_low", currency),
                Column.decimal("cost_high", currency),
                Column.text("why_then"),
                Column.text("basis"));
    }

    private List<@Nullable String> row(int order, Slot slot, Slot low, Slot high) {
        Job job = slot.job();
        List<@Nullable String> row = new ArrayList<>();
        row.add(Integer.toString(order));
        row.add(job.name());
        row.add(job.owner());
        row.add(Integer.toString(job.priority()));
        row.add(Integer.toString(job.gpus()));
        row.add(slot.start().toString());
        row.add(slot.end().toString());
        row.add(low.end().toString());
        row.add(high.end().toString());
        row.add(hours(slot.waits(desk.now())));
        row.add(Decimals.text(job.hours().value()));
        row.add(Texts.money(job.cost().value()));
        row.add(Texts.money(job.cost().low()));
        row.add(Texts.money(job.cost().high()));
        row.add(slot.why());
        row.add(bases.get(job.name()));
        return row;
    }

    private Table owners(List<Slot> slots, Shares shares) {
        Map<String, List<Slot>> byOwner = slots.stream()
                .collect(Collectors.groupingBy(slot -> slot.job().owner(), LinkedHashMap::new, Collectors.toList()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        byOwner.forEach((owner, own) -> {
            Expected cost = sum(own);
            List<@Nullable String> row = new ArrayList<>();
            row.add(owner);
            row.add(Decimals.text(shares.weights().getOrDefault(owner, BigDecimal.ONE)));
            row.add(Texts.money(shares.spent().getOrDefault(owner, BigDecimal.ZERO)));
            row.add(Integer.toString(own.size()));
            row.add(Texts.money(cost.value()));
            row.add(Texts.money(cost.low()));
            row.add(Texts.money(cost.high()));
            row.add(last(own).toString());
            rows.add(row);
        });
        return Table.of(
                "teams",
                Map.of(),
                List.of(
                        Column.text("team"),
                        Column.decimal("share", null),
                        Column.decimal("spent_before", currency),
                        Column.decimal("jobs", null),
                        Column.decimal("cost", currency),
                        Column.decimal("cost_low", currency),
                        Column.decimal("cost_high", currency),
                        Column.time("done")),
                rows,
                List.of());
    }

    private static Expected sum(List<Slot> slots) {
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (Slot slot : slots) {
            low = low.add(slot.job().cost().low());
            value = value.add(slot.job().cost().value());
            high = high.add(slot.job().cost().high());
        }
        return new Expected(low, value, high);
    }

    private static Instant last(List<Slot> slots) {
        return slots.stream().map(Slot::end).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Map<String, Slot> byName(List<Slot> slots) {
        return slots.stream().collect(Collectors.toMap(slot -> slot.job().name(), slot -> slot));
    }

    private static String hours(Duration time) {
        return Decimals.text(
                BigDecimal.valueOf(time.toSeconds()).divide(SECONDS_PER_HOUR, HOURS_SCALE, RoundingMode.HALF_EVEN));
    }
}
