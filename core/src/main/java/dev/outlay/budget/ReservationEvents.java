package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Event;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reservations, refusals, consents and policies as events of the topic `reservation`, and back.
///
/// Keys start with the number of the event in its topic, so that their order is that in which they were written
/// however little time lies between them. Thread-safe.
final class ReservationEvents {

    private static final Pattern SPACE = Pattern.compile(" ");

    static final String TOPIC = "reservation";
    static final String RESERVED = "reserved";
    static final String RELEASED = "released";
    static final String REFUSED = "refused";
    static final String REHEARSED = "rehearsed";
    static final String APPROVED = "approved";
    static final String OVERRIDDEN = "overridden";
    static final String POLICY_SET = "policy-set";
    static final String GRACE_STARTED = "grace-started";
    static final String REFERRED = "referred";

    private static final String WHO = "who:";
    private static final String AMOUNT = "amount:";
    private static final String HOLD = "hold:";
    private static final String OVER = "over:";

    private ReservationEvents() {}

    static Event event(
            long number, Instant at, String subject, String verb, @Nullable String by, Map<String, String> details) {
        String key = "%012d/%s/%s".formatted(number, subject, verb);
        return Event.of(key, at, TOPIC, subject, verb, by, details);
    }

    static Event reserved(long number, Reservation reservation, Decision decision) {
        Map<String, String> details = ask(reservation.ask());
        details.put("times", Integer.toString(reservation.times()));
        details.put("expires", reservation.expires().toString());
        details.put("decision", decision.word());
        details.put("because", decision.because());
        if (reservation.limitedTo() != null) {
            details.put("limited-to", reservation.limitedTo());
        }
        reservation.holds().forEach(hold -> details.put(HOLD + hold.budget(), Decimals.text(hold.amount())));
        excuses(decision, details);
        return event(number, reservation.from(), reservation.id(), RESERVED, reservation.by(), details);
    }

    /// An ask that was decided and reserved nothing: refused, or only rehearsed.
    static Event decided(long number, Instant at, String verb, Ask ask, Decision decision, @Nullable String by) {
        Map<String, String> details = ask(ask);
        details.put("decision", decision.word());
        details.put("because", decision.because());
        decision.levels().stream()
                .filter(Level::refuses)
                .forEach(level ->
                        details.put(OVER + level.budget(), Decimals.text(Objects.requireNonNull(level.asked()))));
        excuses(decision, details);
        return event(number, at, ask.id(), verb, by, details);
    }

    /// An ask that is put to people, whatever the budgets say.
    static Event referred(long number, Instant at, Ask ask, String why, String by) {
        Map<String, String> details = ask(ask);
        details.put("because", why);
        return event(number, at, ask.id(), REFERRED, by, details);
    }

    private static void excuses(Decision decision, Map<String, String> details) {
        decision.levels().forEach(level -> {
            if (level.excuse() != null) {
                details.put("excuse:" + level.budget(), level.excuse().text());
            }
        });
    }

    static Reservation reservation(Event event) {
        Map<String, String> details = event.details();
        List<Hold> holds = new ArrayList<>();
        details.forEach((key, value) -> {
            if (key.startsWith(HOLD)) {
                holds.add(new Hold(key.substring(HOLD.length()), Decimals.parse(value)));
            }
        });
        return new Reservation(
                ask(event.subject(), details),
                Integer.parseInt(details.getOrDefault("times", "1")),
                event.at(),
                Instant.parse(said(event, "expires")),
                holds.stream().sorted(Comparator.comparing(Hold::budget)).toList(),
                event.actor(),
                details.get("limited-to"));
    }

    static Map<String, BigDecimal> over(Event event) {
        Map<String, BigDecimal> over = new LinkedHashMap<>();
        event.details().forEach((key, value) -> {
            if (key.startsWith(OVER)) {
                over.put(key.substring(OVER.length()), Decimals.parse(value));
            }
        });
        return over;
    }

    static Event consent(long number, Consent consent) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("why", consent.why());
        details.put("until", consent.until().toString());
        consent.amounts().forEach((budget, amount) -> details.put(OVER + budget, Decimals.text(amount)));
        String verb = consent.kind() == Consent.Kind.APPROVAL ? APPROVED : OVERRIDDEN;
        return event(number, consent.from(), consent.subject(), verb, consent.by(), details);
    }

    static Consent consent(Event event) {
        return new Consent(
                event.verb().equals(APPROVED) ? Consent.Kind.APPROVAL : Consent.Kind.OVERRIDE,
                event.subject(),
                over(event),
                event.actor() == null ? "nobody" : event.actor(),
                said(event, "why"),
                event.at(),
                Instant.parse(said(event, "until")));
    }

    static Event policy(long number, Instant at, String budget, AdmissionPolicy policy, String by) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("full", policy.full().text());
        details.put("reserve", policy.end().text());
        details.put("timeout", policy.timeout().toString());
        details.put("settling", policy.settling().toString());
        details.put("approvers", String.join(",", policy.approvers()));
        return event(number, at, budget, POLICY_SET, by, details);
    }

    static AdmissionPolicy policy(Event event) {
        String approvers = event.details().getOrDefault("approvers", "");
        return new AdmissionPolicy(
                AdmissionPolicy.Full.of(said(event, "full")),
                Expected.End.of(said(event, "reserve")),
                Duration.parse(said(event, "timeout")),
                Duration.parse(said(event, "settling")),
                approvers.isBlank() ? List.of() : List.of(approvers.split(",")));
    }

    private static Map<String, String> ask(Ask ask) {
        Map<String, String> details = new LinkedHashMap<>();
        ask.who().forEach((dimension, value) -> details.put(WHO + dimension.text(), value));
        ask.amounts().forEach((unit, amount) -> details.put(AMOUNT + unit.text(), text(amount)));
        putIfSaid(details, "gpus", ask.gpus() == null ? null : Decimals.text(ask.gpus()));
        putIfSaid(details, "hours", ask.hours() == null ? null : text(ask.hours()));
        putIfSaid(
                details,
                "cost-limit",
                ask.costLimit() == null ? null : Decimals.text(ask.costLimit().amount()));
        putIfSaid(
                details,
                "cost-limit-currency",
                ask.costLimit() == null ? null : ask.costLimit().currency());
        putIfSaid(
                details, "timeout", ask.timeout() == null ? null : ask.timeout().toString());
        details.put("basis", ask.basis());
        return details;
    }

    private static Ask ask(String id, Map<String, String> details) {
        Map<Dimension, String> who = new LinkedHashMap<>();
        Map<BudgetUnit, Expected> amounts = new LinkedHashMap<>();
        details.forEach((key, value) -> {
            if (key.startsWith(WHO)) {
                who.put(Dimension.of(key.substring(WHO.length())), value);
            } else if (key.startsWith(AMOUNT)) {
                amounts.put(BudgetUnit.of(key.substring(AMOUNT.length())), expected(value));
            }
        });
        String gpus = details.get("gpus");
        String hours = details.get("hours");
        String limit = details.get("cost-limit");
        String timeout = details.get("timeout");
        return new Ask(
                id,
                who,
                amounts,
                gpus == null ? null : Decimals.parse(gpus),
                hours == null ? null : expected(hours),
                limit == null ? null : Money.of(details.getOrDefault("cost-limit-currency", ""), limit),
                timeout == null ? null : Duration.parse(timeout),
                details.getOrDefault("basis", ""));
    }

    private static void putIfSaid(Map<String, String> details, String key, @Nullable String value) {
        if (value != null) {
            details.put(key, value);
        }
    }

    private static String text(Expected amount) {
        return Decimals.text(amount.low()) + " " + Decimals.text(amount.value()) + " " + Decimals.text(amount.high());
    }

    private static Expected expected(String text) {
        List<BigDecimal> ends = SPACE.splitAsStream(text).map(Decimals::parse).toList();
        return new Expected(ends.get(0), ends.get(1), ends.get(2));
    }

    private static String said(Event event, String key) {
        String value = event.details().get(key);
        if (value == null) {
            throw new IllegalStateException("the event " + event.origin().id() + " lacks " + key);
        }
        return value;
    }
}
