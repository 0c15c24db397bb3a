package dev.outlay.server.mcp;

import dev.outlay.Outlay;
import dev.outlay.budget.Ask;
import dev.outlay.connect.agent.AgentPolicy;
import dev.outlay.connect.agent.WriteTool;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.AuditTrail;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import dev.outlay.server.access.Grant;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Plans what an agent would write, has people asked where the policy wants it, and does it once it is confirmed.
/// Everything that is planned, done or refused is written to the audit trail. Thread-safe.
@Singleton
final class Planning {

    private static final Duration WAITING = Duration.ofHours(24);
    private static final String PLAN = "mcp plan ";
    private static final String CONFIRM = "mcp confirm ";
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    private static final int MOST_DENIED = 1_000;
    private static final Logger LOG = Logger.getLogger(Planning.class);

    private final PlanBook plans = new PlanBook();
    private final Set<String> denied = new HashSet<>();
    private final Outlay whole;
    private final InstantSource clock;

    Planning(Outlay whole, ServerSettings settings) {
        this.whole = whole;
        this.clock = settings.clock();
    }

    /// Answers with what would be written and what that would do to budgets, and keeps it to be confirmed.
    Table plan(Write write, Given given, Visitor visitor, AgentPolicy policy, AgentPolicy.Leave leave)
            throws SourceException {
        Instant now = clock.instant();
        String id = PlanBook.newId();
        var parameters = write.complete(given.parameters(), id, visitor, now);
        Table effect = write.effect(parameters, visitor);
        Ask ask = write.ask(id, parameters, visitor, now);
        Money amount = amount(write.tool(), ask);
        String actor = actor(visitor, policy);
        boolean waits = leave.needsApproval(amount);
        var plan = new Plan(
                id,
                write.tool(),
                parameters,
                visitor.name(),
                actor,
                now.plus(waits ? WAITING : policy.confirmable()),
                amount,
                waits);
        plans.keep(plan, now);
        if (waits) {
            visitor.outlay().admissions().door().refer(ask, because(write.tool(), amount, leave), actor);
        }
        audit(PLAN, plan, DONE, visitor, now, waits ? because(write.tool(), amount, leave) : null);
        return planned(plan, effect, leave);
    }

    /// Writes down that a plan was not made, and why.
    void refused(WriteTool tool, Visitor visitor, String why) throws SourceException {
        write(PLAN + tool.text(), REFUSED, visitor.name(), visitor, clock.instant(), Map.of("why", why));
    }

    /// Writes down that somebody was kept from a tool, once a minute for each tool, so that nobody fills the ledger
    /// by asking.
    void denied(String tool, Visitor visitor, String why) {
        Instant now = clock.instant();
        String key = visitor.name() + "\n" + tool + "\n" + now.truncatedTo(ChronoUnit.MINUTES);
        synchronized (denied) {
            if (denied.size() > MOST_DENIED) {
                denied.clear();
            }
            if (!denied.add(key)) {
                return;
            }
        }
        try {
            write("mcp call " + tool, REFUSED, visitor.name(), visitor, now, Map.of("why", why));
        } catch (SourceException | RuntimeException e) {
            // whoever is refused is refused, whether it can be written down or not
            LOG.error("the audit lacks a refused call of " + tool, e);
        }
    }

    /// Does what a plan said. Throws [CallersMistake] where there is no such plan, the policy does not let it any
    /// more, or a person's approval is missing; the plan can be confirmed again then.
    Table confirm(String id, Visitor visitor, Function<WriteTool, Optional<AgentPolicy.Leave>> leaves)
            throws SourceException {
        Instant now = clock.instant();
        Plan plan = plans.take(id, visitor.name(), now);
        try {
            Write write = Write.of(plan.tool());
            String[] needs = write.needs().split(" ", 2);
            visitor.needs(needs[0], needs[1]);
            mayBeDone(plan, visitor, leaves.apply(plan.tool()));
            Table done = write.act(plan.parameters(), plan.actor(), visitor);
            audit(CONFIRM, plan, done.saysNo() ? REFUSED : DONE, visitor, now, null);
            return NamedTools.with(
                    one(
                            "confirm",
                            Map.of(
                                    "plan_id",
                                    plan.id(),
                                    "tool",
                                    plan.tool().text(),
                                    "by",
                                    plan.actor(),
                                    "done",
                                    Boolean.toString(!done.saysNo())),
                            done.saysNo()
                                    ? "nothing was written but the refusal: the part outcome says why"
                                    : "it was written: the part outcome is what came of it"),
                    "outcome",
                    done);
        } catch (SourceException | RuntimeException e) {
            plans.keep(plan, now);
            audit(CONFIRM, plan, REFUSED, visitor, now, e.getMessage());
            throw e;
        }
    }

    private static void mayBeDone(Plan plan, Visitor visitor, Optional<AgentPolicy.Leave> leave) {
        if (leave.isEmpty()) {
            throw new CallersMistake(
                    "the policy does not let agents call " + plan.tool().text() + " any more");
        }
        if (plan.waits()) {
            if (visitor.outlay().admissions().door().approval(plan.id()).isEmpty()) {
                throw new CallersMistake(
                        "nobody approved " + plan.id() + " yet: " + howToApprove(plan) + ", then confirm again");
            }
        } else if (leave.get().needsApproval(plan.amount())) {
            throw new CallersMistake("the policy changed and now wants a person's approval: call "
                    + plan.tool().text() + " again for another plan");
        }
    }

    private static Table planned(Plan plan, Table effect, AgentPolicy.Leave leave) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("plan_id", plan.id());
        heading.put("tool", plan.tool().text());
        heading.put("by", plan.actor());
        heading.put("amount", plan.amount() == null ? null : plan.amount().toString());
        heading.put("confirm_until", plan.until().toString());
        heading.put("approval", plan.waits() ? "needed" : "not needed");
        String note = plan.waits()
                ? "nothing is written yet: " + because(plan.tool(), plan.amount(), leave) + ". " + howToApprove(plan)
                        + ". Then call confirm with plan_id " + plan.id()
                : "nothing is written yet: show this to the person you work for, then call confirm with plan_id "
                        + plan.id();
        List<List<@Nullable String>> rows = plan.parameters().values().entrySet().stream()
                .map(each -> List.<@Nullable String>of(each.getKey(), String.join(", ", each.getValue())))
                .toList();
        Table table =
                Table.of("plan", heading, List.of(Column.text("parameter"), Column.text("value")), rows, List.of(note));
        return NamedTools.with(table, "effect", effect);
    }

    private static Table one(String name, Map<String, String> heading, String note) {
        return Table.of(name, new LinkedHashMap<>(heading), List.of(), List.of(), List.of(note));
    }

    private static String howToApprove(Plan plan) {
        return "somebody other than " + plan.actor() + " approves it with: outlay budget approve " + plan.id()
                + " --until 1d --why REASON, or POST /api/v1/budgets/approve";
    }

    private static String because(WriteTool tool, @Nullable Money amount, AgentPolicy.Leave leave) {
        if (leave.asks() || leave.most() == null) {
            return "the policy has a person asked before each " + tool.text();
        }
        return "the policy lets agents " + tool.text() + " up to " + leave.most() + " without a person, and this is "
                + Objects.requireNonNullElse(amount, "of no known amount");
    }

    /// The upper end of what it is about; null where it is about no money, or none that is known.
    private static @Nullable Money amount(WriteTool tool, Ask ask) {
        var currency = ask.currency();
        return !tool.isAboutMoney() || currency == null
                ? null
                : new Money(
                        currency.code(),
                        Objects.requireNonNull(ask.amounts().get(currency)).high());
    }

    private static String actor(Visitor visitor, AgentPolicy policy) {
        return visitor.name().equals(Grant.LOCAL.name()) ? policy.actor() : visitor.name();
    }

    private void audit(String what, Plan plan, String outcome, Visitor visitor, Instant now, @Nullable String why)
            throws SourceException {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("plan", plan.id());
        plan.parameters().values().forEach((name, values) -> details.put("given:" + name, String.join(", ", values)));
        if (plan.amount() != null) {
            details.put("amount", plan.amount().toString());
        }
        if (why != null) {
            details.put("why", why);
        }
        write(what + plan.tool().text(), outcome, plan.actor(), visitor, now, details);
    }

    private void write(
            String what, String outcome, String actor, Visitor visitor, Instant now, Map<String, String> more)
            throws SourceException {
        Map<String, String> details = new LinkedHashMap<>(more);
        details.put("visitor", visitor.name());
        details.put("role", visitor.role().text());
        details.put("from", "mcp");
        Event event = Event.of(UUID.randomUUID().toString(), now, AuditTrail.TOPIC, what, outcome, actor, details);
        var _ = whole.ledger().append(consumer -> consumer.accept(event));
    }
}
