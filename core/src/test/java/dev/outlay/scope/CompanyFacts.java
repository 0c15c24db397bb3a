package dev.outlay.scope;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Facts of one team drawn by chance: every text that could tell of it holds its name.
final class CompanyFacts {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final List<RunStatus> STATUSES = List.of(RunStatus.values());

    private final Random random;
    private final String team;
    private final boolean said;
    private int number;

    /// `said` is whether facts name the team, or only a namespace from which rules tell it.
    CompanyFacts(Random random, String team, boolean said) {
        this.random = random;
        this.team = team;
        this.said = said;
    }

    List<Fact> facts(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Span hour = Span.of(START.plusSeconds(3600L * random.nextInt(24 * 30)), Duration.ofHours(1));
            String run = team + "-run-" + random.nextInt(3);
            facts.add(charge(hour, run));
            if (i % 3 == 0) {
                facts.add(usage(hour, run));
                facts.add(new Sample(
                        origin("sample"),
                        hour,
                        place(),
                        owner(run),
                        "H100-SXM5-80GB",
                        team + "-gpu",
                        Map.of(Signal.GPU_UTILIZATION, new BigDecimal("0.25"))));
            }
            if (i % 10 == 0) {
                facts.add(run(hour, run));
            }
        }
        return facts;
    }

    /// An alert that names the team, and what somebody decided about an advice to it. Numbers make keys.
    List<Event> events(int first) {
        Map<String, String> alert = new HashMap<>();
        alert.put("rule", "high-compute-cost");
        alert.put("subject", team + "-alert");
        alert.put("severity", "warning");
        alert.put("sentence", team + " spends much");
        alert.put("figure.000.cost", team + " 7 USD");
        alert.put("label.000.team", team);
        Map<String, String> advice = new HashMap<>();
        advice.put("advisor", "idle");
        advice.put("title", team + " idles");
        advice.put("scope.team", team);
        Instant at = START.plusSeconds(86_400L * 20);
        return List.of(
                Event.of("%09d".formatted(first), at, "alert", team + "-1", "fired", null, alert),
                Event.of(
                        "%09d".formatted(first + 1), at, "alert", team + "-1", "acknowledged", team + "-ada", Map.of()),
                Event.of(team + "-advice/accepted/" + at, at, "advice", team + "-advice", "accepted", team, advice));
    }

    private Charge charge(Span hour, String run) {
        boolean billed = random.nextInt(4) == 0;
        Money money = new Money("USD", BigDecimal.valueOf(random.nextInt(1_000_000), 4));
        return new Charge(
                origin("charge"),
                billed ? ChargeStatus.BILLED : ChargeStatus.METERED,
                hour,
                null,
                random.nextInt(10) == 0 ? Costs.UNPRICED : Costs.of(money),
                place(),
                owner(run),
                new Product("Compute", "EC2", team + "-sku", null, team + "-r", null, "gpu", null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(
                        "H100-SXM5-80GB",
                        team + "-gpu",
                        null,
                        CapacityType.ON_DEMAND,
                        new BigDecimal(3600),
                        false,
                        new BigDecimal("0.5"),
                        new BigDecimal(200),
                        false),
                null,
                null,
                Map.of("qos", team + "-qos"));
    }

    private Usage usage(Span hour, String run) {
        return new Usage(
                origin("usage"),
                hour,
                place(),
                owner(run),
                Resource.GPU,
                "p5.48xlarge",
                CapacityType.ON_DEMAND,
                "H100-SXM5-80GB",
                team + "-gpu",
                null,
                Share.WHOLE,
                null,
                BigDecimal.ONE,
                Share.of("0.25"),
                null,
                Map.of("qos", team + "-qos"));
    }

    private Run run(Span hour, String run) {
        return new Run(
                origin("run"),
                hour.to(),
                hour,
                run,
                1,
                STATUSES.get(random.nextInt(STATUSES.size())),
                owner(run),
                team + "-model",
                Map.of("loss", new BigDecimal("0.5")));
    }

    private Origin origin(String kind) {
        return Origin.of(kind + "/" + team + "/" + number++, team + ".csv");
    }

    private Place place() {
        return new Place("aws", "us-east-1", null, "c1", team + "-node");
    }

    private Owner owner(String run) {
        return new Owner(
                team + "-ns",
                team + "-job",
                team + "-pod",
                null,
                teamSaid(),
                team + "-project",
                null,
                null,
                "prod",
                run);
    }

    private @Nullable String teamSaid() {
        return said ? team : null;
    }
}
