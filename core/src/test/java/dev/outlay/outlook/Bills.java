package dev.outlay.outlook;

import dev.outlay.ledger.Account;
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
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger that is written charge by charge.
final class Bills {

    private final List<Fact> facts = new ArrayList<>();

    /// Usage of a provider, team and run on a day at noon.
    Bills used(String provider, @Nullable String team, @Nullable String run, String day, String amount) {
        return charge(provider, team, run, "Compute", at(day).plusSeconds(43_200), amount, null, null, "Usage-Based");
    }

    Bills used(String day, String amount) {
        return used("aws", "vision", null, day, amount);
    }

    /// So much on each of some days.
    Bills daily(String provider, String team, String from, String to, String amount) {
        for (LocalDate day = LocalDate.parse(from); day.isBefore(LocalDate.parse(to)); day = day.plusDays(1)) {
            used(provider, team, null, day.toString(), amount);
        }
        return this;
    }

    Bills fee(String day, String amount, String frequency) {
        return charge("aws", "vision", null, "Other", at(day), amount, null, null, frequency);
    }

    /// GPU-hours and grams without money from an hour on.
    Bills held(String region, Instant at, @Nullable BigDecimal gpuHours, @Nullable BigDecimal grams) {
        return charge("trace", region, null, "Compute", at, null, gpuHours, grams, "Usage-Based");
    }

    private Bills charge(
            String provider,
            @Nullable String team,
            @Nullable String run,
            String category,
            Instant at,
            @Nullable String amount,
            @Nullable BigDecimal gpuHours,
            @Nullable BigDecimal grams,
            String frequency) {
        facts.add(new Charge(
                Origin.of("bills/" + facts.size(), "bills"),
                category.equals("Compute") ? ChargeStatus.METERED : ChargeStatus.BILLED,
                Span.of(at, Duration.ofHours(1)),
                null,
                amount == null ? Costs.UNPRICED : Costs.of(Money.of("USD", amount)),
                new Place(provider, "us-east-1", null, null, null),
                new Owner(null, null, null, null, team, null, null, null, null, run),
                new Product(category, category + " of " + provider, null, null, null, null, null, null, null, null),
                new Terms(
                        "Usage", null, frequency, null, null, null, null, null, null, null, null, null, null, null,
                        null, null),
                new Account(null, null, null, null),
                new GpuUse(
                        null,
                        null,
                        null,
                        null,
                        gpuHours == null ? null : gpuHours.multiply(BigDecimal.valueOf(3600)),
                        false,
                        null,
                        grams,
                        false),
                null,
                null,
                Map.of()));
        return this;
    }

    Bills add(Fact fact) {
        facts.add(fact);
        return this;
    }

    MemoryLedger ledger() {
        var ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(facts));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }

    static Instant at(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
