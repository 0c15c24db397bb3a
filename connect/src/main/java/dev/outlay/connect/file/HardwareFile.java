package dev.outlay.connect.file;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.pricing.HardwareCosts;
import dev.outlay.pricing.OwnedHardware;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A hardware file: rate cards of machines that are owned, in YAML.
///
/// `docs/reference/hardware-file.md` describes every key and formula. One card that cannot be understood refuses
/// the file: throws [dev.outlay.units.CallersMistake] naming the line. Thread-safe.
public final class HardwareFile implements Source {

    private final Path file;

    public HardwareFile(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "hardware";
    }

    @Override
    public Reading read(Span span) {
        String document =
                Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
        YamlMap root = YamlFile.read(file).only("hardware");
        List<Price> prices = new ArrayList<>();
        for (YamlValue item : root.required("hardware").list().items()) {
            YamlMap card = item.map();
            try {
                prices.addAll(hardware(card).prices(document, source(card, document)));
            } catch (IllegalArgumentException e) {
                throw item.mistake(String.valueOf(e.getMessage()));
            }
        }
        return Reading.of(prices);
    }

    private static OwnedHardware hardware(YamlMap card) {
        card.only(
                "name",
                "provider",
                "region",
                "sku",
                "gpu_model",
                "from",
                "source",
                "nodes",
                "gpus_per_node",
                "purchase",
                "power",
                "monthly",
                "hours");
        YamlMap hours = card.required("hours").map().only("availability", "utilization");
        return new OwnedHardware(
                card.required("name").text(),
                card.required("provider").text(),
                card.get("region").map(YamlValue::text).orElse(null),
                card.required("sku").text(),
                card.required("gpu_model").text(),
                card.required("from").parsed(HardwareFile::date),
                card.required("nodes").parsed(HardwareFile::count),
                card.required("gpus_per_node").parsed(HardwareFile::count),
                costs(card),
                hours.required("availability").parsed(Decimals::parse),
                hours.required("utilization").parsed(Decimals::parse));
    }

    private static HardwareCosts costs(YamlMap card) {
        YamlMap purchase = card.required("purchase")
                .map()
                .only("price_per_node", "residual_per_node", "life_years", "financing_percent", "maintenance_percent");
        YamlMap power =
                card.required("power").map().only("board_watts", "host_watts", "load", "pue", "electricity_per_kwh");
        YamlMap monthly = card.get("monthly")
                .map(YamlValue::map)
                .orElseGet(() -> new YamlMap(card.where(), Map.of()))
                .only("space", "staff", "network");
        Money price = purchase.required("price_per_node").parsed(HardwareFile::money);
        Money nothing = Money.zero(price.currency());
        return new HardwareCosts(
                price,
                purchase.get("residual_per_node")
                        .map(value -> value.parsed(HardwareFile::money))
                        .orElse(nothing),
                purchase.required("life_years").parsed(Decimals::parse),
                decimal(purchase, "financing_percent"),
                decimal(purchase, "maintenance_percent"),
                power.required("board_watts").parsed(Decimals::parse),
                decimal(power, "host_watts"),
                power.required("load").parsed(Decimals::parse),
                power.required("pue").parsed(Decimals::parse),
                power.required("electricity_per_kwh").parsed(HardwareFile::money),
                monthly(monthly, "space", nothing),
                monthly(monthly, "staff", nothing),
                monthly(monthly, "network", nothing));
    }

    private static String source(YamlMap card, String document) {
        return document + card.get("source").map(value -> ": " + value.text()).orElse("");
    }

    // what a card leaves out is not paid: each of these is a cost that some machines do not have
    private static BigDecimal decimal(YamlMap map, String key) {
        return map.get(key).map(value -> value.parsed(Decimals::parse)).orElse(BigDecimal.ZERO);
    }

    private static Money monthly(YamlMap map, String key, Money nothing) {
        return map.get(key).map(value -> value.parsed(HardwareFile::money)).orElse(nothing);
    }

    private static Money money(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() != 2) {
            throw new IllegalArgumentException(
                    "an amount and its currency are expected, such as 1200 USD, not " + text);
        }
        return Money.of(words.getLast(), words.getFirst());
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is expected, not " + text, e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a date such as 2026-10-01 is expected, not " + text, e);
        }
    }
}
