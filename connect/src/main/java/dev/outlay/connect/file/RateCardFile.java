package dev.outlay.connect.file;

import dev.outlay.catalog.NearNames;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.CardMatch;
import dev.outlay.pricing.MigBasis;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCard.CardRate;
import dev.outlay.pricing.RateCard.Discount;
import dev.outlay.pricing.RateCard.Priorities;
import dev.outlay.pricing.RateCard.Spot;
import dev.outlay.pricing.RateCard.Volume;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads rate cards from a YAML file: docs/reference/rate-card.md. Thread-safe.
public final class RateCardFile {

    static final List<String> MATCH = List.of("provider", "region", "family", "gpu_model", "sku", "capacity");

    private RateCardFile() {}

    /// The cards of a file. Throws [CallersMistake], with the line, on anything that is not understood.
    public static RateCards read(Path file) {
        return read(YamlFile.read(file), String.valueOf(file.getFileName()));
    }

    static RateCards read(YamlMap file, String document) {
        List<YamlMap> cards = file.get("cards").isPresent()
                ? file.only("cards").required("cards").list().items().stream()
                        .map(YamlValue::map)
                        .toList()
                : List.of(file);
        return made(
                file,
                () -> new RateCards(cards.stream()
                        .map(card -> made(card, () -> card(card, document)))
                        .toList()));
    }

    private static RateCard card(YamlMap card, String document) {
        card.only(
                "name",
                "from",
                "source",
                "currency",
                "zone",
                "rates",
                "windows",
                "otherwise",
                "priority",
                "spot",
                "discounts",
                "tiers",
                "commitments",
                "mig");
        ZoneId zone =
                card.get("zone").map(value -> value.parsed(RateCardFile::zone)).orElse(ZoneOffset.UTC);
        String currency = card.get("currency").map(YamlValue::text).orElse(null);
        return new RateCard(
                card.required("name").text(),
                card.get("from")
                        .map(value -> value.parsed(text -> instant(text, zone)))
                        .orElse(Instant.EPOCH),
                document + card.get("source").map(value -> ": " + value.text()).orElse(""),
                each(card, "rates", value -> rate(value, currency)),
                RateCardWindows.of(card, zone),
                card.get("priority").map(value -> priorities(value.map())).orElse(Priorities.NONE),
                card.get("spot").map(value -> spot(value.map())).orElse(null),
                each(card, "discounts", RateCardFile::discount),
                each(card, "tiers", RateCardFile::volume),
                each(card, "commitments", value -> RateCardCommitments.of(value, currency, zone)),
                card.get("mig").map(value -> value.parsed(MigBasis::of)).orElse(MigBasis.COMPUTE));
    }

    private static CardRate rate(YamlMap map, @Nullable String currency) {
        map.only(Stream.concat(MATCH.stream(), Stream.of("price", "unit")).toList());
        CardMatch match = match(map);
        PricingUnit unit = map.required("unit").parsed(PricingUnit::of);
        if (unit == PricingUnit.HOUR && match.sku() == null && match.family() == null) {
            throw map.mistake("a price per Hour is one of a machine: say sku or family, or state it per GPU-Hour");
        }
        return new CardRate(match, price(map.required("price"), unit, currency, map));
    }

    static UnitPrice price(YamlValue value, PricingUnit unit, @Nullable String currency, YamlMap card) {
        if (currency == null) {
            throw card.mistake("in which currency? The card states amounts of its own: add the key currency to it");
        }
        return value.parsed(text -> UnitPrice.of(currency, text, unit));
    }

    private static Discount discount(YamlMap map) {
        map.only(Stream.concat(MATCH.stream(), Stream.of("percent")).toList());
        return new Discount(match(map), map.required("percent").parsed(RateCardFile::percent));
    }

    private static Volume volume(YamlMap map) {
        map.only(Stream.concat(MATCH.stream(), Stream.of("steps")).toList());
        List<Volume.Step> steps = each(map, "steps", step -> {
            step.only("above_gpu_hours", "percent");
            return new Volume.Step(
                    step.required("above_gpu_hours").parsed(Decimals::parse),
                    step.required("percent").parsed(RateCardFile::percent));
        });
        return new Volume(match(map), steps);
    }

    private static Priorities priorities(YamlMap map) {
        map.only("tag", "multipliers");
        Map<String, BigDecimal> multipliers = new LinkedHashMap<>();
        map.required("multipliers")
                .map()
                .entries()
                .forEach((name, value) -> multipliers.put(name, value.parsed(RateCardFile::multiplier)));
        return new Priorities(map.get("tag").map(YamlValue::text).orElse(Priorities.NONE.tag()), multipliers);
    }

    private static Spot spot(YamlMap map) {
        map.only("multiplier", "interruptions_per_hour");
        return new Spot(
                map.required("multiplier").parsed(RateCardFile::multiplier),
                map.get("interruptions_per_hour")
                        .map(value -> value.parsed(Decimals::parse))
                        .orElse(null));
    }

    static CardMatch match(YamlMap map) {
        return new CardMatch(
                text(map, "provider"),
                text(map, "region"),
                text(map, "family"),
                text(map, "gpu_model"),
                text(map, "sku"),
                map.get("capacity").map(value -> value.parsed(CapacityType::of)).orElse(null));
    }

    static BigDecimal multiplier(String text) {
        BigDecimal value = Decimals.parse(text);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a multiplier is not negative: " + text);
        }
        return value;
    }

    static Share percent(String text) {
        BigDecimal percent = Decimals.parse(text);
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("percent lies between 0 and 100: " + text);
        }
        return new Share(percent.movePointLeft(2));
    }

    /// A date is its midnight in the zone of the card.
    static Instant instant(String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? Instant.parse(text.strip())
                    : LocalDate.parse(text.strip()).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a date such as 2026-10-01 or an instant such as 2026-10-01T14:00:00Z is expected, not " + text, e);
        }
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text.strip())) {
            List<String> near = NearNames.nearest(text, ZoneId.getAvailableZoneIds());
            throw new IllegalArgumentException("unknown time zone " + text + ": use a name of the IANA list, such as "
                    + (near.isEmpty() ? "America/New_York" : near.getFirst()));
        }
        return ZoneId.of(text.strip());
    }

    private static @Nullable String text(YamlMap map, String key) {
        return map.get(key).map(YamlValue::text).orElse(null);
    }

    static <T> List<T> each(YamlMap map, String key, Function<YamlMap, T> reader) {
        List<T> all = new ArrayList<>();
        for (YamlValue value : map.get(key).map(list -> list.list().items()).orElse(List.of())) {
            all.add(made(value, () -> reader.apply(value.map())));
        }
        return all;
    }

    static <T> T made(YamlValue place, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(place.where() + ": " + e.getMessage(), e);
        }
    }
}
