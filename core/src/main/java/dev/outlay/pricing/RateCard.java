package dev.outlay.pricing;

import dev.outlay.units.Share;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an organisation agreed to pay: prices of its own, and what is done to prices by the hour of day, by
/// urgency, for spot capacity, by negotiation, by volume and by commitment.
///
/// A card holds `from` an instant on until the next card. Of several lines of one kind that are for the same thing
/// the most specific one holds, see [CardMatch]; two lines of one kind for exactly the same are refused with
/// [IllegalArgumentException]. `spot` is null where the card does not price spot. `mig` says by what a device that is
/// cut into MIG slices is divided. Immutable and thread-safe.
public record RateCard(
        String name,
        Instant from,
        String source,
        List<CardRate> rates,
        PriceWindows windows,
        Priorities priorities,
        @Nullable Spot spot,
        List<Discount> discounts,
        List<Volume> volumes,
        List<CardCommitment> commitments,
        MigBasis mig) {

    public RateCard {
        Objects.requireNonNull(mig, "mig");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(windows, "windows");
        Objects.requireNonNull(priorities, "priorities");
        rates = List.copyOf(rates);
        discounts = List.copyOf(discounts);
        volumes = List.copyOf(volumes);
        commitments = List.copyOf(commitments);
        checkOnce(
                "rates",
                rates.stream()
                        .map(rate -> rate.match() + " " + rate.price().unit())
                        .toList());
        checkOnce(
                "discounts",
                discounts.stream().map(discount -> discount.match().text()).toList());
        checkOnce("tiers", volumes.stream().map(volume -> volume.match().text()).toList());
        checkOnce("commitments", commitments.stream().map(CardCommitment::name).toList());
    }

    /// A price that the card states itself, before all other prices.
    public record CardRate(CardMatch match, UnitPrice price) {}

    /// The multipliers of urgencies, which a use says in the tag `tag`; an urgency that is not among them is 1.
    public record Priorities(String tag, Map<String, BigDecimal> multipliers) {

        /// No urgency changes a price.
        public static final Priorities NONE = new Priorities("priority", Map.of());

        public Priorities {
            Objects.requireNonNull(tag, "tag");
            Map<String, BigDecimal> copy = new HashMap<>();
            multipliers.forEach((name, multiplier) -> {
                CardMatch.checkMultiplier(name, multiplier);
                copy.put(name.toLowerCase(Locale.ROOT), multiplier);
            });
            multipliers = Map.copyOf(copy);
        }

        BigDecimal of(@Nullable String priority) {
            return priority == null
                    ? BigDecimal.ONE
                    : multipliers.getOrDefault(priority.strip().toLowerCase(Locale.ROOT), BigDecimal.ONE);
        }
    }

    /// Spot capacity: what the on-demand price is multiplied by, and how often an hour of it is expected to be
    /// interrupted; null where nobody says.
    public record Spot(BigDecimal multiplier, @Nullable BigDecimal interruptionsPerHour) {

        public Spot {
            CardMatch.checkMultiplier("spot", multiplier);
            if (interruptionsPerHour != null && interruptionsPerHour.signum() < 0) {
                throw new IllegalArgumentException("interruptions are not negative: " + interruptionsPerHour);
            }
        }
    }

    /// A part of the price that was negotiated away.
    public record Discount(CardMatch match, Share off) {}

    /// Parts of the price that fall away above so many GPU-hours of a calendar month in UTC, in rising order; each
    /// is for the hours above its mark only.
    public record Volume(CardMatch match, List<Step> steps) {

        /// What falls away above so many GPU-hours.
        public record Step(BigDecimal aboveGpuHours, Share off) {}

        public Volume {
            steps = List.copyOf(steps);
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i - 1).aboveGpuHours().compareTo(steps.get(i).aboveGpuHours()) >= 0) {
                    throw new IllegalArgumentException("tiers are written in rising order: "
                            + steps.get(i).aboveGpuHours().toPlainString() + " GPU-hours after "
                            + steps.get(i - 1).aboveGpuHours().toPlainString());
                }
            }
            if (steps.isEmpty() || steps.getFirst().aboveGpuHours().signum() < 0) {
                throw new IllegalArgumentException("tiers begin at 0 GPU-hours or more: " + match.text());
            }
        }
    }

    Optional<Discount> discount(CardUse use) {
        return closest(discounts, Discount::match, use);
    }

    Optional<Volume> volume(CardUse use) {
        return closest(volumes, Volume::match, use);
    }

    static <T> Optional<T> closest(List<T> lines, Function<T, CardMatch> match, CardUse use) {
        return lines.stream()
                .filter(line -> match.apply(line).holds(use))
                .max(Comparator.comparing(match, CardMatch.CLOSENESS));
    }

    private static void checkOnce(String kind, List<String> texts) {
        Set<String> seen = new HashSet<>();
        texts.stream()
                .filter(text -> !seen.add(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException(kind + " has two lines for the same: " + twice);
                });
    }
}
