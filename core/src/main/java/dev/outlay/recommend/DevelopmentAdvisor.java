package dev.outlay.recommend;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Machines for development that were held in hours of the week in which nobody ever used them.
///
/// All that held a GPU of the machine belongs to an environment of development. An hour of the week (UTC) is off
/// where the machine was held in it in two weeks or more and used in none. The last week checks it: how many of the
/// hours that the weeks before it would have switched off were used in it.
final class DevelopmentAdvisor implements Advisor {

    static final int FEWEST_DAYS = 14;
    private static final String NEEDS =
            "machines with rows of their own whose GPU usage says environment dev, over two weeks or more";

    @Override
    public String name() {
        return "development-hours";
    }

    @Override
    public Category category() {
        return Category.SCHEDULE;
    }

    @Override
    public String asks() {
        return "In which hours of the week did nobody ever use this machine for development?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        if (inquiry.span().length().toDays() < FEWEST_DAYS) {
            return Optional.of("the span is shorter than " + FEWEST_DAYS + " days: ask with --last 30d");
        }
        return HoursOfWeek.development(inquiry).isEmpty() ? Optional.of("there are none: " + NEEDS) : Optional.empty();
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        if (inquiry.span().length().toDays() < FEWEST_DAYS) {
            return Stream.empty();
        }
        Map<String, HoursOfWeek> machines = new TreeMap<>();
        HoursOfWeek.development(inquiry).forEach((machine, hours) -> {
            if (!hours.off().isEmpty()) {
                machines.put(machine, hours);
            }
        });
        if (machines.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Costs> costs = costs(machines, inquiry);
        return machines.entrySet().stream()
                .flatMap(machine -> Optional.ofNullable(costs.get(machine.getKey()))
                        .flatMap(cost -> advice(machine.getValue(), cost, inquiry))
                        .stream());
    }

    /// What a machine cost, and what of it fell into hours that are off.
    private record Costs(Money all, Money off, boolean mixed, List<String> facts) {

        Costs plus(Money cost, Money part, String fact) {
            if (!cost.currency().equals(all.currency())) {
                return new Costs(all, off, true, facts);
            }
            List<String> ids = new ArrayList<>(facts);
            if (ids.size() < 5) {
                ids.add(fact);
            }
            return new Costs(all.plus(cost), off.plus(part), mixed, ids);
        }
    }

    private static Map<String, Costs> costs(Map<String, HoursOfWeek> machines, Inquiry inquiry) {
        Map<String, Costs> costs = new TreeMap<>();
        Set<@Nullable String> nodes = new TreeSet<>();
        machines.values().forEach(machine -> nodes.add(machine.place().node()));
        try (Stream<Charge> charges = inquiry.ledger()
                .facts(Charge.class, inquiry.span(), List.of(new Filter(Dimension.Named.NODE, nodes)))) {
            charges.filter(charge -> inquiry.span().contains(charge.at())).forEach(charge -> {
                HoursOfWeek machine = machines.get(HoursOfWeek.key(charge.place()));
                Money cost = charge.costs().effective();
                if (machine != null && cost != null) {
                    Money part = cost.times(machine.offPart(charge.at()));
                    costs.merge(
                            HoursOfWeek.key(charge.place()),
                            new Costs(cost, part, false, List.of(charge.origin().id())),
                            (known, _) -> known.plus(cost, part, charge.origin().id()));
                }
            });
        }
        return costs;
    }

    private Optional<Advice> advice(HoursOfWeek machine, Costs costs, Inquiry inquiry) {
        if (costs.mixed() || costs.off().amount().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal kept = BigDecimal.ONE.subtract(machine.missed());
        Span span = inquiry.span();
        String node = Objects.requireNonNull(machine.place().node());
        return Optional.of(new Advice(
                new Finding(name(), category(), subject(machine, node), span),
                "Switch " + node + " off in the " + machine.off().size() + " hours of the week in which nobody used it",
                List.of(
                        new Evidence(
                                "cost",
                                Replays.amount(costs.all()),
                                costs.all().currency(),
                                "as charged",
                                costs.facts()),
                        new Evidence(
                                "cost in those hours",
                                Replays.amount(costs.off()),
                                costs.off().currency(),
                                "what each day cost, by the part of its hours, UTC",
                                costs.facts()),
                        new Evidence(
                                "hours of the week never used",
                                Integer.toString(machine.off().size()),
                                "hours",
                                "held in two weeks or more and used in none of "
                                        + span.length().toDays() + " days",
                                machine.facts()),
                        new Evidence(
                                "used after all",
                                machine.missed().toPlainString(),
                                null,
                                "of the hours that the weeks before would have switched off, in the last week",
                                List.of())),
                Worth.of(
                        Promise.perMonthWithin(
                                span, costs.all(), costs.off(), costs.off().times(kept), costs.off()),
                        Worth.ComparedBy.DAY),
                new Certainty(
                        new Share(kept.multiply(new BigDecimal("0.9")).setScale(2, RoundingMode.HALF_EVEN)),
                        "what the weeks before said held for "
                                + kept.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN)
                                + " % of the hours in the last week"),
                Action.patch(schedules(node, machine)),
                List.of(
                        "automation.yaml names the machine as a target with its commands first",
                        "somebody who works at another hour has to start it",
                        "what is only in its memory is lost")));
    }

    /// Schedules of automation.yaml: stopped when hours that are off begin, started when they end.
    private static String schedules(String node, HoursOfWeek machine) {
        StringBuilder text = new StringBuilder("schedules:");
        rules(text, node, "stop", machine.begins());
        rules(text, node, "start", machine.ends());
        return text.toString();
    }

    private static void rules(StringBuilder text, String node, String change, List<String> times) {
        for (int i = 0; i < times.size(); i++) {
            text.append("\n  ")
                    .append(node)
                    .append('-')
                    .append(change)
                    .append(i == 0 ? "" : "-" + (i + 1))
                    .append(":\n    do: ")
                    .append(change)
                    .append("\n    targets: [")
                    .append(node)
                    .append("]\n    cron: \"")
                    .append(times.get(i))
                    .append("\"\n    zone: UTC");
        }
    }

    private static Subject subject(HoursOfWeek machine, String node) {
        TreeSet<Concern> concerns = new TreeSet<>(machine.concerns());
        concerns.add(new Concern(Concern.Kind.GPU, machine.place().cluster() + "/" + node + "/unheld"));
        Concern.node(machine.place()).ifPresent(concerns::add);
        return new Subject(
                HoursOfWeek.key(machine.place()),
                "machine " + node,
                machine.place(),
                machine.owner(),
                concerns,
                List.of(new Filter(Dimension.Named.NODE, Set.of(node))));
    }
}
