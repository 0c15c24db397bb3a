package dev.outlay.connect.feed;

import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object of a feed, whose fields are taken by name and kind, so that a feed that changed its form is told from
/// one with other values. Every getter throws [WrongField] where the field is not what it should be. Immutable.
public record FeedRow(Json.Fields fields) {

    /// The row that a value is. Throws [WrongField] where it is no object.
    public static FeedRow of(Json value) throws WrongField {
        if (value instanceof Json.Fields fields) {
            return new FeedRow(fields);
        }
        throw new WrongField(null, value.text(), "an object is expected here: the feed may have changed its form");
    }

    /// A text that must be there and not be blank.
    public String text(String name) throws WrongField {
        String text = textOrNull(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    /// A text; null where it is left out, null or blank.
    public @Nullable String textOrNull(String name) throws WrongField {
        return switch (fields.get(name)) {
            case null -> null;
            case Json.Text text -> text.value().isBlank() ? null : text.value().strip();
            case Json other -> throw wrong(name, other, "a text");
        };
    }

    /// A number that must be there, in the digits that were written.
    public BigDecimal decimal(String name) throws WrongField {
        BigDecimal decimal = decimalOrNull(name);
        if (decimal == null) {
            throw missing(name);
        }
        return decimal;
    }

    /// A number; null where it is left out or null.
    public @Nullable BigDecimal decimalOrNull(String name) throws WrongField {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Decimal number) {
            try {
                return Decimals.parse(number.digits());
            } catch (IllegalArgumentException e) {
                throw new WrongField(name, number.digits(), String.valueOf(e.getMessage()));
            }
        }
        throw wrong(name, value, "a number");
    }

    /// A price that must be there and above zero: a list price of zero is a gap in the list and no gift.
    public UnitPrice price(String name, String currency, PricingUnit unit) throws WrongField {
        BigDecimal amount = decimal(name);
        if (amount.signum() <= 0) {
            throw new WrongField(name, amount.toPlainString(), "a price is above zero");
        }
        try {
            return new UnitPrice(new Money(currency, amount), unit);
        } catch (IllegalArgumentException e) {
            throw new WrongField(name, amount.toPlainString(), String.valueOf(e.getMessage()));
        }
    }

    /// An object that must be there.
    public FeedRow row(String name) throws WrongField {
        return switch (fields.get(name)) {
            case null -> throw missing(name);
            case Json.Fields object -> new FeedRow(object);
            case Json other -> throw wrong(name, other, "an object");
        };
    }

    /// A list that must be there.
    public List<Json> list(String name) throws WrongField {
        return switch (fields.get(name)) {
            case null -> throw missing(name);
            case Json.Items items -> items.values();
            case Json other -> throw wrong(name, other, "a list");
        };
    }

    private static WrongField missing(String name) {
        return new WrongField(name, null, "the field '" + name + "' is missing: the feed may have changed its form");
    }

    private static WrongField wrong(String name, Json value, String expected) {
        return new WrongField(
                name,
                value.text(),
                "the field '" + name + "' is not " + expected + ": the feed may have changed its form");
    }
}
