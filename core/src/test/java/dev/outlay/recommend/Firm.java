package dev.outlay.recommend;

import dev.outlay.Outlay;
import dev.outlay.allocation.Allocation;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A company for tests of advisors, over the thirty days up to [#NOW], at the prices of the catalog.
final class Firm {

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant START = Instant.parse("2026-10-02T00:00:00Z");
    static final Span MONTH = new Span(START, NOW);

    private final List<Fact> facts = new ArrayList<>();
    private RateCards cards = RateCards.NONE;

    Firm cards(RateCards held) {
        cards = held;
        return this;
    }

    static Span hours(int from, int to) {
        return new Span(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
    }

    /// What is held, said step by step.
    static final class Held {
        private final String id;
        private final Span span;
        private String provider = "aws";
        private String region = "us-east-1";
        private String type = "p4d.24xlarge";
        private @Nullable String gpu = "A100-SXM4-40GB";
        private CapacityType way = CapacityType.ON_DEMAND;
        private Resource resource = Resource.GPU;
        private @Nullable String node;
        private @Nullable String workload;
        private @Nullable String run;
        private @Nullable String environment;
        private @Nullable String utilization;
        private int gpus = 1;
        private final Map<String, String> tags = new HashMap<>();

        private Held(String id, Span span) {
            this.id = id;
            this.span = span;
        }

        static Held gpu(String id, Span span) {
            return new Held(id, span);
        }

        static Held machine(String node, Span span) {
            Held held = new Held(node, span);
            held.resource = Resource.NODE;
            held.node = node;
            held.gpu = null;
            return held;
        }

        Held at(String provider, String region) {
            this.provider = provider;
            this.region = region;
            return this;
        }

        Held type(String type, @Nullable String gpu) {
            this.type = type;
            this.gpu = gpu;
            return this;
        }

        Held on(String node) {
            this.node = node;
            return this;
        }

        Held as(CapacityType way) {
            this.way = way;
            return this;
        }

        Held run(String run) {
            this.run = run;
            return this;
        }

        Held workload(String workload) {
            this.workload = workload;
            return this;
        }

        Held environment(String environment) {
            this.environment = environment;
            return this;
        }

        Held busy(String utilization) {
            this.utilization = utilization;
            return this;
        }

        Held gpus(int count) {
            this.gpus = count;
            return this;
        }

        Held tag(String name, String value) {
            tags.put(name, value);
            return this;
        }

        private Usage usage() {
            return new Usage(
                    Origin.of("usage/" + id + "/" + span.from(), "test"),
                    span,
                    new Place(provider, region, null, "c1", node),
                    new Owner(
                            "ns",
                            workload,
                            resource == Resource.NODE ? null : id,
                            null,
                            "vision",
                            "p",
                            null,
                            null,
                            environment,
                            run),
                    resource,
                    type,
                    way,
                    gpu,
                    resource == Resource.NODE || node == null ? null : "gpu-" + id,
                    Sharing.EXCLUSIVE,
                    Share.WHOLE,
                    null,
                    BigDecimal.valueOf(gpus),
                    utilization == null ? null : Share.of(utilization),
                    null,
                    tags);
        }
    }

    Firm add(Held held) {
        facts.add(held.usage());
        return this;
    }

    /// A word on the first attempt of a run that began at the start of the month.
    Firm word(String run, RunStatus status, Duration after, String model, Map<String, Double> metrics) {
        Map<String, BigDecimal> said = new HashMap<>();
        metrics.forEach((name, value) -> said.put(name, BigDecimal.valueOf(value)));
        Instant at = START.plus(after);
        facts.add(new Run(
                Origin.of("runs/" + run + "/1/" + at, "test"),
                at,
                new Span(START, at),
                run,
                1,
                status,
                new Owner(null, null, null, null, "vision", "p", null, null, null, run),
                model,
                said));
        return this;
    }

    Firm memory(String run, String part) {
        facts.add(new Sample(
                Origin.of("samples/" + run, "test"),
                hours(0, 1),
                Place.UNKNOWN,
                new Owner(null, null, run, null, null, null, null, null, null, run),
                null,
                "gpu-0",
                Map.of(Signal.GPU_MEMORY_USED, new BigDecimal(part))));
        return this;
    }

    Firm tensors(String run, String active) {
        facts.add(new Sample(
                Origin.of("samples/tensors/" + run, "test"),
                hours(0, 100),
                Place.UNKNOWN,
                new Owner(null, null, run, null, null, null, null, null, null, run),
                null,
                "gpu-0",
                Map.of(Signal.TENSOR_ACTIVE, new BigDecimal(active), Signal.SM_ACTIVE, new BigDecimal("0.9"))));
        return this;
    }

    /// Objects that were stored for all of the month.
    Firm stored(String name, String gib, String cost, @Nullable String run, Map<String, String> tags) {
        return charged("Storage", name, gib, "GiB-Month", cost, run, tags, MONTH);
    }

    Firm sent(String id, String gib, String cost, Map<String, String> tags) {
        return charged("Networking", id, gib, "GiB", cost, null, tags, hours(facts.size(), facts.size() + 1));
    }

    private Firm charged(
            String category,
            String name,
            String quantity,
            String unit,
            String cost,
            @Nullable String run,
            Map<String, String> tags,
            Span span) {
        facts.add(new Charge(
                Origin.of("bill/" + name + "/" + span.from(), "bill.csv"),
                ChargeStatus.BILLED,
                span,
                null,
                Costs.of(Money.of("USD", cost)),
                new Place("aws", "us-east-1", null, null, null),
                new Owner(null, null, null, null, "vision", null, null, null, null, run),
                new Product(category, category, "standard", null, name, name, null, null, null, null),
                new Terms(
                        "Usage",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new BigDecimal(quantity),
                        unit,
                        null,
                        null,
                        null,
                        null,
                        null),
                Account.UNKNOWN,
                GpuUse.NONE,
                null,
                null,
                tags));
        return this;
    }

    Outlay open() throws Exception {
        var outlay = new Outlay(
                MemoryLedger::new, Catalog.builtin(), InstantSource.fixed(NOW), () -> Allocation.NONE, () -> cards);
        outlay.take(new Source() {
            @Override
            public String name() {
                return "prices";
            }

            @Override
            public Reading read(Span span) {
                return Reading.of(facts);
            }
        });
        return outlay;
    }

    Inquiry inquiry(Outlay outlay) {
        return new Inquiry(outlay.ledger(), Catalog.builtin(), cards, MONTH, NOW);
    }

    List<Advice> asks(Advisor advisor) throws Exception {
        try (Outlay outlay = open();
                Stream<Advice> advice = advisor.advise(inquiry(outlay))) {
            return advice.toList();
        }
    }

    String lacks(Advisor advisor) throws Exception {
        try (Outlay outlay = open()) {
            return advisor.lacks(inquiry(outlay)).orElse("");
        }
    }
}
