package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Fact;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Some machines over three days with usage in pieces, prices, and bills in revisions and increments, by chance.
///
/// The bills have to be taken in their order; usage and prices come in any.
final class RandomBooks {

    static final Instant START = Instant.parse("2026-10-30T00:00:00Z");
    private static final List<String> TEAMS = List.of("vision", "speech", "search");
    private static final int DAYS = 3;

    private final Random random;
    private final int machines;
    final List<Paper> usage = new ArrayList<>();
    final List<Paper> bills = new ArrayList<>();

    /// The lines that stand in the end by what each is about.
    final Map<String, Charge> standing = new LinkedHashMap<>();

    RandomBooks(long seed) {
        this.random = new Random(seed);
        this.machines = 2 + random.nextInt(3);
        usage.add(new Paper("prices", "prices.csv", List.of(Lines.price("16"))));
        List<Fact> uses = new ArrayList<>();
        for (int machine = 0; machine < machines; machine++) {
            uses.addAll(usesOf("i-" + machine));
        }
        Collections.shuffle(uses, random);
        for (int i = 0; i < uses.size(); i += 4) {
            usage.add(new Paper("usage", "usage-" + i + ".csv", uses.subList(i, Math.min(i + 4, uses.size()))));
        }
        int revisions = 2 + random.nextInt(3);
        for (int i = 0; i < revisions; i++) {
            bill(i);
        }
    }

    /// Everything, usage and prices in an order of its own, the bills in theirs, one among the other.
    List<Paper> shuffled(Random order) {
        List<Paper> others = new ArrayList<>(usage);
        Collections.shuffle(others, order);
        List<Paper> all = new ArrayList<>(others);
        int at = 0;
        for (Paper bill : bills) {
            at += order.nextInt(all.size() - at + 1);
            all.add(at++, bill);
        }
        return all;
    }

    BigDecimal billed() {
        return standing.values().stream()
                .map(line -> Objects.requireNonNull(line.costs().billed()).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Fact> usesOf(String node) {
        List<Fact> uses = new ArrayList<>();
        Span whole = Span.of(START, Duration.ofDays(DAYS));
        if (random.nextInt(4) > 0) {
            uses.add(Lines.node(node, whole));
        }
        for (int day = 0; day < DAYS; day++) {
            int hour = random.nextInt(12);
            Span span = Span.of(
                    START.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)),
                    Duration.ofMinutes(30 + random.nextInt(20 * 60)));
            String team = TEAMS.get(random.nextInt(TEAMS.size()));
            uses.add(Lines.gpus(node + "-" + day, node, span, Integer.toString(1 + random.nextInt(3)), team));
        }
        return uses;
    }

    /// A bill states some things anew, says some as before, and leaves some to earlier bills.
    private void bill(int revision) {
        Map<String, Charge> lines = new LinkedHashMap<>();
        for (int machine = 0; machine < machines; machine++) {
            // each machine has a way of being billed that it keeps: by the hour, by the day, or at once
            int hours = List.of(1, 24, 24 * DAYS).get(machine % 3);
            for (int hour = 0; hour < 24 * DAYS; hour += hours) {
                if (random.nextInt(10) == 0) {
                    continue;
                }
                Span span = Span.of(START.plus(Duration.ofHours(hour)), Duration.ofHours(hours));
                line(lines, "i-" + machine, span, "Usage");
            }
            if (random.nextBoolean()) {
                Span span = Span.of(START.plus(Duration.ofDays(1)), Duration.ofDays(1));
                line(lines, "i-" + machine, span, random.nextBoolean() ? "Credit" : "Tax");
            }
        }
        line(lines, "unheard-of", Span.of(START, Duration.ofDays(1)), "Usage");
        // so that no two bills are one document
        line(lines, "mark-" + revision, Span.of(START, Duration.ofDays(1)), "Usage");
        standing.putAll(lines);
        bills.add(new Paper("focus", "bill.csv", List.copyOf(lines.values())));
    }

    private void line(Map<String, Charge> lines, String node, Span span, String category) {
        String about = node + "/" + category + "/" + span.from();
        // few amounts, so that many lines are said as before and some go back to what they were
        String cents = Integer.toString(1 + random.nextInt(3));
        String id = about + "/" + cents;
        lines.put(
                about,
                Lines.line(id, "arn:aws:ec2:us-east-1:1:instance/" + node, span, category, null, cents + ".01", cents));
    }
}
