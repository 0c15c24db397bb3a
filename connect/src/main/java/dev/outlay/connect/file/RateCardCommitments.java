package dev.outlay.connect.file;

import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.pricing.CardCommitment;
import dev.outlay.units.Decimals;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a commitment of a rate card.
final class RateCardCommitments {

    private RateCardCommitments() {}

    static CardCommitment of(YamlMap map, @Nullable String currency, ZoneId zone) {
        map.only(Stream.concat(
                        RateCardFile.MATCH.stream(),
                        Stream.of("name", "kind", "gpus", "machines", "rate", "per_hour", "percent", "from", "years"))
                .toList());
        Optional<YamlValue> gpus = map.get("gpus");
        Optional<YamlValue> machines = map.get("machines");
        if (gpus.isPresent() && machines.isPresent()) {
            throw map.mistake("a commitment is to gpus or to machines, not to both");
        }
        PricingUnit unit = machines.isPresent() ? PricingUnit.HOUR : PricingUnit.GPU_HOUR;
        return new CardCommitment(
                map.required("name").text(),
                map.required("kind").parsed(CardCommitment.Kind::of),
                RateCardFile.match(map),
                gpus.or(() -> machines)
                        .map(value -> value.parsed(Decimals::parse))
                        .orElse(null),
                map.get("rate")
                        .map(value -> RateCardFile.price(value, unit, currency, map))
                        .orElse(null),
                map.get("per_hour")
                        .map(value -> RateCardFile.price(value, PricingUnit.HOUR, currency, map)
                                .price())
                        .orElse(null),
                map.get("percent")
                        .map(value -> value.parsed(RateCardFile::percent))
                        .orElse(null),
                term(map, zone));
    }

    private static Span term(YamlMap map, ZoneId zone) {
        Instant from = map.required("from").parsed(text -> RateCardFile.instant(text, zone));
        return map.get("years")
                .map(value -> value.parsed(RateCardCommitments::years))
                .map(years -> new Span(from, from.atZone(zone).plusYears(years).toInstant()))
                .orElseGet(() -> new Span(from, Span.EVER.to()));
    }

    private static int years(String text) {
        try {
            int years = Integer.parseInt(text.strip());
            if (years >= 1 && years <= 10) {
                return years;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a term is 1 to 10 years, not " + text, e);
        }
        throw new IllegalArgumentException("a term is 1 to 10 years, not " + text);
    }
}
