package dev.outlay.recommend;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that is stored and charged by itself: a bucket, a prefix, a volume, as bills and meters name it.
///
/// `gib` is the mean of what was stored over the span; `cost` what it cost in it. `tags` are the latest, of which
/// advisors read `last-access` (a date), `content` (a hash of it), `kind` (`checkpoint`, `artefact`, ...).
/// Immutable.
record StoredItem(
        String key,
        Place place,
        Owner owner,
        @Nullable String storageClass,
        BigDecimal gib,
        Money cost,
        Map<String, String> tags,
        List<String> facts) {

    static final String LAST_ACCESS = "last-access";
    static final String CONTENT = "content";
    static final String KIND = "kind";

    private static final BigDecimal MONTH_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());
    private static final int SCALE = 9;
    private static final int FACTS_SHOWN = 3;

    /// What was charged as storage in the span of an inquiry, in the order of keys; what names no resource is left
    /// out.
    static List<StoredItem> of(Inquiry inquiry) {
        Map<String, Sum> sums = new TreeMap<>();
        try (Stream<Charge> charges = inquiry.ledger()
                .facts(
                        Charge.class,
                        inquiry.span(),
                        List.of(new Filter(Dimension.Named.SERVICE_CATEGORY, Set.of("Storage"))))) {
            charges.filter(charge -> inquiry.span().contains(charge.at()))
                    .forEach(charge -> key(charge)
                            .ifPresent(
                                    key -> sums.computeIfAbsent(key, Sum::new).add(charge)));
        }
        List<StoredItem> items = new ArrayList<>();
        sums.values().forEach(sum -> sum.item(inquiry).ifPresent(items::add));
        return items;
    }

    private static Optional<String> key(Charge charge) {
        String resource = charge.product().resourceId();
        String named = resource != null ? resource : charge.tags().get("path");
        return Optional.ofNullable(named)
                .map(name -> Objects.requireNonNullElse(charge.place().provider(), "-") + "/"
                        + Objects.requireNonNullElse(charge.place().region(), "-") + "/" + name);
    }

    String name() {
        return key.substring(key.indexOf('/', key.indexOf('/') + 1) + 1);
    }

    /// When it was last read or written; empty where nobody says.
    Optional<Instant> lastAccess() {
        return date(tags.get(LAST_ACCESS));
    }

    private static Optional<Instant> date(@Nullable String text) {
        try {
            return text == null || text.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, 10))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    boolean isKind(String kind) {
        return kind.equalsIgnoreCase(tags.get(KIND));
    }

    /// What a month of a GiB costs now; empty where nothing is stored.
    Optional<Money> perGibMonth(Inquiry inquiry) {
        return gib.signum() <= 0
                ? Optional.empty()
                : Optional.of(cost.times(MONTH_SECONDS.divide(inquiry.span().seconds(), SCALE, RoundingMode.HALF_EVEN))
                        .dividedBy(gib));
    }

    Subject subject() {
        return new Subject(
                key,
                name(),
                place,
                owner,
                new TreeSet<>(Set.of(new Concern(Concern.Kind.STORAGE, key))),
                List.of(new Filter(Dimension.Named.RESOURCE, Set.of(name()))));
    }

    Evidence charged() {
        return new Evidence("cost", Replays.amount(cost), cost.currency(), "as charged in the span", facts);
    }

    Evidence stored() {
        return new Evidence(
                "stored",
                gib.setScale(1, RoundingMode.HALF_EVEN).toPlainString(),
                "GiB",
                "mean over the span" + (storageClass == null ? "" : ", " + storageClass),
                facts);
    }

    Evidence tag(String name) {
        return new Evidence(name, String.valueOf(tags.get(name)), null, "tag of its latest charge", facts);
    }

    /// The sums of one item. Not thread-safe.
    private static final class Sum {
        private final String key;
        private final Map<String, BigDecimal> costs = new HashMap<>();
        private final List<String> facts = new ArrayList<>();
        private BigDecimal gibSeconds = BigDecimal.ZERO;
        private @Nullable Charge latest;

        Sum(String key) {
            this.key = key;
        }

        void add(Charge charge) {
            Money cost = charge.costs().effective();
            if (cost != null) {
                costs.merge(cost.currency(), cost.amount(), BigDecimal::add);
            }
            BigDecimal quantity = charge.terms().consumedQuantity();
            String unit = charge.terms().consumedUnit();
            if (quantity != null && unit != null) {
                // a meter says what was held, a bill how many months of a GiB that makes
                gibSeconds = gibSeconds.add(quantity.multiply(
                        unit.toLowerCase(Locale.ROOT).endsWith("month")
                                ? MONTH_SECONDS
                                : charge.period().seconds()));
            }
            if (facts.size() < FACTS_SHOWN) {
                facts.add(charge.origin().id());
            }
            latest = charge;
        }

        Optional<StoredItem> item(Inquiry inquiry) {
            Charge last = latest;
            if (last == null || costs.size() != 1) {
                return Optional.empty();
            }
            Map.Entry<String, BigDecimal> cost = costs.entrySet().iterator().next();
            return Optional.of(new StoredItem(
                    key,
                    last.place(),
                    last.owner(),
                    last.product().skuId(),
                    gibSeconds.divide(inquiry.span().seconds(), SCALE, RoundingMode.HALF_EVEN),
                    new Money(cost.getKey(), cost.getValue()),
                    last.tags(),
                    List.copyOf(facts)));
        }
    }
}
