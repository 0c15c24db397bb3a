package dev.outlay.connect.aws;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Price;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A way to buy a machine at the Price List: on demand, or reserved for some years, and what it costs in all its
/// parts. Not thread-safe.
final class ListedTerm {

    private static final String LIST = "AWS Price List";
    private static final BigDecimal HOURS_OF_A_YEAR = BigDecimal.valueOf(8_760);

    private final String type;
    private final Instant effective;
    private final @Nullable String lease;
    private final @Nullable String offeringClass;
    private final @Nullable String purchase;
    private BigDecimal upfront = BigDecimal.ZERO;
    private @Nullable BigDecimal hourly;
    private @Nullable String currency;

    /// `type` is `OnDemand` or `Reserved`; `lease`, `offeringClass` and `purchase` say more of the latter. Throws
    /// [WrongField] on a beginning that is neither a day nor an instant.
    ListedTerm(
            String type,
            String effective,
            @Nullable String lease,
            @Nullable String offeringClass,
            @Nullable String purchase)
            throws WrongField {
        this.type = type;
        this.effective = instant(effective);
        this.lease = lease;
        this.offeringClass = offeringClass;
        this.purchase = purchase;
    }

    boolean isOnDemand() {
        return type.equals("OnDemand");
    }

    boolean isReserved() {
        return type.equals("Reserved");
    }

    /// Adds a part of the price: so much an hour (`Hrs`), or a sum at the beginning (`Quantity`).
    void add(String unit, String price, String in) throws WrongField {
        BigDecimal amount;
        try {
            amount = new Money(in, Decimals.parse(price)).amount();
        } catch (IllegalArgumentException e) {
            throw new WrongField("pricePerUnit", price + " " + in, String.valueOf(e.getMessage()));
        }
        if (amount.signum() < 0) {
            throw new WrongField("pricePerUnit", price, "a price is not negative");
        }
        if (currency != null && !currency.equals(in)) {
            throw new WrongField("pricePerUnit", in, "a term is priced in one currency, and began in " + currency);
        }
        currency = in;
        if (unit.equalsIgnoreCase("Hrs")) {
            hourly = Objects.requireNonNullElse(hourly, BigDecimal.ZERO).add(amount);
        } else if (unit.equalsIgnoreCase("Quantity") && isReserved()) {
            upfront = upfront.add(amount);
        } else {
            throw new WrongField("unit", unit, "a machine is priced by the hour, in Hrs");
        }
    }

    /// What an hour comes to, with what is paid at the beginning spread over the hours of the term. Throws
    /// [WrongField] where that is not known or nothing.
    UnitPrice perHour() throws WrongField {
        if (hourly == null || currency == null) {
            throw new WrongField("priceDimensions", null, "a price by the hour is expected");
        }
        BigDecimal spread = upfront.signum() == 0
                ? BigDecimal.ZERO
                : upfront.divide(
                        HOURS_OF_A_YEAR.multiply(BigDecimal.valueOf(years())),
                        Money.MAXIMUM_SCALE,
                        RoundingMode.HALF_EVEN);
        BigDecimal sum = hourly.add(spread);
        if (sum.signum() == 0) {
            throw new WrongField("pricePerUnit", hourly.toPlainString(), "a price is above zero");
        }
        return new UnitPrice(new Money(currency, sum), PricingUnit.HOUR);
    }

    /// The price of an instance type in a region; see [#perHour].
    Price price(FeedPage page, String instanceType, String region) throws WrongField {
        return page.price(
                effective,
                AwsRegions.PROVIDER,
                instanceType,
                region,
                null,
                isOnDemand() ? CapacityType.ON_DEMAND : CapacityType.RESERVED,
                perHour(),
                isOnDemand() ? LIST : LIST + ", reserved " + lease + ", " + offeringClass + ", " + purchase);
    }

    private int years() throws WrongField {
        return switch (String.valueOf(lease).replace(" ", "")) {
            case "1yr" -> 1;
            case "3yr" -> 3;
            default -> throw new WrongField("LeaseContractLength", lease, "1yr or 3yr is expected");
        };
    }

    // CSV states a day, JSON an instant
    private static Instant instant(String text) throws WrongField {
        try {
            return text.length() == "2026-07-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new WrongField("effectiveDate", text, "a day or an instant is expected, such as 2026-07-01");
        }
    }
}
