package dev.outlay.report;

import dev.outlay.budget.AdmissionPolicy;
import dev.outlay.budget.Admissions;
import dev.outlay.budget.Expected;
import dev.outlay.ledger.SourceException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a budget does when it is full, and how much of an ask it sets aside; shows it where nothing is stated.
final class PolicyAction implements DoorAction {

    private static final Parameter BUDGET =
            Parameter.one("budget", "vision", "The budget (default: all that have no policy of their own)");
    private static final Parameter FULL =
            Parameter.one("full", "throttle", "What it does when it is full: block or throttle (default: block)");
    private static final Parameter RESERVE = Parameter.one(
            "reserve",
            "upper",
            "What it reserves of a prediction: expected, or the upper 90 % end (default: expected)");
    private static final Parameter TIMEOUT =
            Parameter.one("timeout", "24h", "How long a reservation outlives the hours of its job (default: 24h)");
    private static final Parameter SETTLING =
            Parameter.one("settling", "1h", "How long it outlives the end of its run, for late meters (default: 1h)");
    private static final Parameter APPROVERS =
            Parameter.many("approver", "dana", "Who may let somebody over it (default: anybody but who asks)");

    private static final Set<String> STATED = Set.of("full", "reserve", "timeout", "settling", "approver");

    @Override
    public String name() {
        return "policy";
    }

    @Override
    public String description() {
        return "What a budget does when it is full and what it reserves; without options it shows that.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BUDGET, FULL, RESERVE, TIMEOUT, SETTLING, APPROVERS, ActionParameters.BY);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget policy --budget vision --full throttle --reserve upper --approver dana,finn    # for one budget",
                "budget policy    # what holds for those without one of their own");
    }

    @Override
    public Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException {
        String budget = parameters.text(BUDGET.name()).orElse(null);
        AdmissionPolicy before = door.policy(budget);
        boolean states = STATED.stream().anyMatch(parameters.values()::containsKey);
        return table(budget, states ? door.setPolicy(budget, stated(parameters, before), by(parameters)) : before);
    }

    private static String by(Parameters parameters) {
        return parameters.required(ActionParameters.BY);
    }

    // what is not stated stays as it was
    private static AdmissionPolicy stated(Parameters parameters, AdmissionPolicy before) {
        List<String> approvers = parameters.many(APPROVERS.name(), text -> text);
        return new AdmissionPolicy(
                parameters.one(FULL.name(), AdmissionPolicy.Full::of).orElse(before.full()),
                parameters.one(RESERVE.name(), Expected.End::of).orElse(before.end()),
                time(parameters, TIMEOUT, before.timeout()),
                time(parameters, SETTLING, before.settling()),
                parameters.values().containsKey(APPROVERS.name()) ? approvers : before.approvers());
    }

    private static Duration time(Parameters parameters, Parameter parameter, Duration before) {
        return parameters.one(parameter.name(), AskParameters::time).orElse(before);
    }

    private static Table table(@Nullable String budget, AdmissionPolicy policy) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budget", budget == null ? "all without a policy of their own" : budget);
        heading.put("full", policy.full().text());
        heading.put("reserve", policy.end().text());
        heading.put("timeout", policy.timeout().toString());
        heading.put("settling", policy.settling().toString());
        heading.put("approvers", policy.approvers().isEmpty() ? null : String.join(", ", policy.approvers()));
        return Table.of("budget-policy", heading, List.of(), List.of(), List.of());
    }
}
