package dev.outlay.alert;

import dev.outlay.budget.BudgetBook;
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
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger that tests fill, and one rule that looks at it.
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-16T12:00:00Z");
    private static final Place PLACE = new Place("aws", "us-east-1", null, "training", "node-1");

    private final List<Fact> facts = new ArrayList<>();
    private final List<FeedAge> feeds = new ArrayList<>();

    static Owner owner(String pod, @Nullable String run) {
        return new Owner("research", null, pod, null, "vision", "llama", null, null, null, run);
    }

    Scene with(Fact fact) {
        facts.add(fact);
        return this;
    }

    Scene with(FeedAge feed) {
        feeds.add(feed);
        return this;
    }

    Scene run(String name, int attempt, RunStatus status, String from, @Nullable String to, String... metrics) {
        Instant start = Instant.parse(from);
        Instant end = to == null ? null : Instant.parse(to);
        Map<String, BigDecimal> numbers = new HashMap<>();
        for (int i = 0; i < metrics.length; i += 2) {
            numbers.put(metrics[i], new BigDecimal(metrics[i + 1]));
        }
        return with(new Run(
                Origin.of("runs/" + name + "/" + attempt + "/" + (end == null ? start : end), "test"),
                end == null ? start : end,
                end == null ? null : new Span(start, end),
                name,
                attempt,
                status,
                owner(name + "-0", name),
                "llama",
                numbers));
    }

    /// A charge of a day or an hour of some service.
    Scene charge(String id, String service, ChargeStatus status, Instant from, Duration length, String usd) {
        return with(charge(id, service, status, from, length, usd, GpuUse.NONE, owner("pod-" + service, null)));
    }

    static Charge charge(
            String id,
            String service,
            ChargeStatus status,
            Instant from,
            Duration length,
            String usd,
            GpuUse use,
            Owner owner) {
        return new Charge(
                Origin.of("charge/" + id, "test"),
                status,
                Span.of(from, length),
                null,
                Costs.of(Money.of("USD", usd)),
                PLACE,
                owner,
                new Product(service, service, "p4d.24xlarge", null, null, null, null, null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                use,
                null,
                null,
                Map.of());
    }

    /// GPU time of a pod, or of nobody, with what it cost.
    Scene gpuTime(String id, String pod, Instant from, Duration length, String gpus, String usd, boolean idle) {
        GpuUse use = new GpuUse(
                "H100-SXM5-80GB",
                null,
                null,
                CapacityType.ON_DEMAND,
                new BigDecimal(gpus).multiply(BigDecimal.valueOf(length.toSeconds())),
                idle,
                null,
                null,
                false);
        return with(charge(
                id, "Compute", ChargeStatus.METERED, from, length, usd, use, idle ? Owner.UNKNOWN : owner(pod, pod)));
    }

    /// A pod that held a GPU for a time, and how busy it was; null where nobody measured.
    Scene held(String pod, Instant from, Duration length, @Nullable String utilization) {
        with(new Usage(
                Origin.of("usage/" + pod + "/" + from, "test"),
                Span.of(from, length),
                PLACE,
                owner(pod, null),
                Resource.GPU,
                "p4d.24xlarge",
                CapacityType.ON_DEMAND,
                "H100-SXM5-80GB",
                "GPU-" + pod,
                null,
                Share.WHOLE,
                null,
                BigDecimal.ONE,
                utilization == null ? null : Share.of(utilization),
                null,
                Map.of()));
        return gpuTime("use/" + pod + "/" + from, pod, from, length, "1", "2", false);
    }

    Scene sample(String pod, Instant from, Duration length, Signal signal, String value) {
        return with(new Sample(
                Origin.of("sample/" + pod + "/" + signal.text() + "/" + from, "test"),
                Span.of(from, length),
                PLACE,
                owner(pod, null),
                "H100-SXM5-80GB",
                "GPU-" + pod,
                Map.of(signal, new BigDecimal(value))));
    }

    Scene price(String sku, String usd, String from) {
        return with(new Price(
                Origin.of("price/" + sku + "/" + from, "test"),
                Instant.parse(from),
                "aws",
                sku,
                "us-east-1",
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", usd, PricingUnit.HOUR),
                "published",
                "a price list"));
    }

    MemoryLedger ledger() {
        MemoryLedger ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(facts));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }

    Judgement judged(String rule, String... thresholds) {
        return judged(NOW, rule, thresholds);
    }

    Judgement judged(Instant now, String rule, String... thresholds) {
        return judged(now, Watch.of(Rules.named(rule).orElseThrow()).with(thresholds));
    }

    Judgement judged(Instant now, Watch watch) {
        MemoryLedger ledger = ledger();
        return watch.rule()
                .judge(
                        watch,
                        new Situation(
                                ledger,
                                Catalog.builtin(),
                                now,
                                () -> new BudgetBook(ledger, Catalog.builtin(), () -> OwnerRules.NONE, now),
                                () -> feeds))
                .within(watch);
    }
}
