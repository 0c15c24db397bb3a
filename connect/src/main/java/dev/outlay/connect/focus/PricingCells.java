package dev.outlay.connect.focus;

import static dev.outlay.connect.focus.ExportCells.or;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says of one charge, in the columns of FOCUS, what it costs, at what price and quantity, and what it consumed.
///
/// FOCUS wants a quantity and unit prices on every use and purchase. Where the ledger holds none, the quantity is
/// that of what was held, times hours, or one charge as a whole; a unit price is the cost divided by it, to 18
/// fractional digits. A charge without a price costs 0 here, and `x_AsRecorded` says that it has none. Not
/// thread-safe.
final class PricingCells {

    private static final int SCALE = 18;
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

    private final Charge charge;
    private final Terms terms;
    private final String currency;
    private final String category;
    private final boolean bought;

    PricingCells(Charge charge, String currency) {
        this.charge = charge;
        this.terms = charge.terms();
        this.currency = currency;
        this.category = or(terms.chargeCategory(), "Usage");
        this.bought = category.equals("Usage") || category.equals("Purchase");
    }

    void write(ExportRow row) {
        Costs costs = charge.costs();
        BigDecimal billed = amount(costs.billed());
        BigDecimal effective = amount(costs.effective());
        BigDecimal list = amount(costs.list());
        BigDecimal contracted = amount(costs.contracted());
        BigDecimal some = first(billed, effective, contracted, list);
        row.put(
                "BillingCurrency",
                costs.currency(),
                costs.currency().equals(Costs.NO_CURRENCY) ? currency : costs.currency());
        row.put("BilledCost", billed, first(billed, some));
        row.put("EffectiveCost", effective, first(effective, some));
        row.put("ListCost", list, first(list, contracted, some));
        row.put("ContractedCost", contracted, first(contracted, some));
        Quantity quantity = quantity(first(list, contracted, some));
        row.put("PricingQuantity", terms.pricingQuantity(), quantity == null ? null : quantity.amount());
        row.put("PricingUnit", terms.pricingUnit(), quantity == null ? null : quantity.unit());
        row.put(
                "ListUnitPrice",
                terms.listUnitPrice(),
                price(terms.listUnitPrice(), first(list, contracted, some), quantity));
        row.put(
                "ContractedUnitPrice",
                terms.contractedUnitPrice(),
                price(terms.contractedUnitPrice(), first(contracted, some), quantity));
        sku(row);
        consumption(row, quantity);
        commitment(row, quantity, first(effective, some));
    }

    private record Quantity(BigDecimal amount, String unit) {}

    private @Nullable Quantity quantity(BigDecimal cost) {
        BigDecimal said = terms.pricingQuantity();
        if (said != null) {
            return new Quantity(said, or(terms.pricingUnit(), "Units"));
        }
        if (!bought) {
            return null;
        }
        return held().filter(
                        held -> held.amount().signum() != 0 && held.amount().signum() * cost.signum() >= 0)
                // a price is not negative, so what is given back is a negative quantity
                .orElseGet(() -> new Quantity(BigDecimal.valueOf(cost.signum() < 0 ? -1 : 1), "Charges"));
    }

    /// What a metered use held, times the hours it held it.
    private Optional<Quantity> held() {
        BigDecimal gpuSeconds = charge.use().gpuSeconds();
        if (gpuSeconds != null) {
            return Optional.of(new Quantity(hours(gpuSeconds), "GPU-Hours"));
        }
        BigDecimal consumed = terms.consumedQuantity();
        String unit = terms.consumedUnit();
        if (consumed == null || unit == null) {
            return Optional.empty();
        }
        return switch (unit) {
            case "vCPUs" -> Optional.of(new Quantity(hours(consumed.multiply(seconds())), "vCPU-Hours"));
            case "Nodes" -> Optional.of(new Quantity(hours(consumed.multiply(seconds())), "Node-Hours"));
            case "GiB" ->
                Optional.of(
                        "network".equals(charge.product().resourceType())
                                ? new Quantity(consumed, unit)
                                : new Quantity(hours(consumed.multiply(seconds())), "GiB-Hours"));
            default -> Optional.of(new Quantity(consumed, unit));
        };
    }

    private @Nullable BigDecimal price(@Nullable BigDecimal said, BigDecimal cost, @Nullable Quantity quantity) {
        if (said != null || quantity == null || !bought) {
            return said;
        }
        return quantity.amount().signum() == 0
                ? BigDecimal.ZERO
                : cost.divide(quantity.amount(), SCALE, RoundingMode.HALF_EVEN);
    }

    private void sku(ExportRow row) {
        String said = charge.product().skuId();
        String service = or(charge.product().serviceName(), "charge");
        String model = charge.use().gpuModel();
        String sku = said != null || !bought
                ? said
                : model != null ? model : or(charge.product().resourceType(), service);
        row.put("SkuId", said, sku);
        String price = charge.product().skuPriceId();
        RatedBy rated = charge.ratedBy();
        // named after the SKU, so that no price belongs to two
        String derived = sku == null ? null : rated == null ? sku + "/unlisted" : sku + "/" + rated.priceId();
        row.put("SkuPriceId", price, price != null || !bought ? price : derived);
        row.put("PricingCategory", terms.pricingCategory(), pricingCategory());
    }

    private @Nullable String pricingCategory() {
        if (terms.pricingCategory() != null || !bought) {
            return terms.pricingCategory();
        }
        CapacityType capacity = charge.use().capacityType();
        if (category.equals("Usage")
                && terms.commitmentId() != null
                && !terms.commitmentId().isEmpty()) {
            return "Committed";
        }
        if (capacity == null) {
            return "Standard";
        }
        return switch (capacity) {
            case ON_DEMAND -> "Standard";
            case SPOT -> "Dynamic";
            case RESERVED -> category.equals("Usage") ? "Committed" : "Standard";
            case OWNED -> "Other";
        };
    }

    private void consumption(ExportRow row, @Nullable Quantity quantity) {
        BigDecimal consumed = terms.consumedQuantity();
        String unit = terms.consumedUnit();
        boolean used = category.equals("Usage") && !"Unused".equals(terms.commitmentStatus());
        if (!used) {
            row.put("ConsumedQuantity", consumed, null);
            row.put("ConsumedUnit", unit, null);
            return;
        }
        if (consumed == null && quantity != null) {
            row.put("ConsumedQuantity", consumed, quantity.amount());
            row.put("ConsumedUnit", unit, quantity.unit());
            return;
        }
        row.put("ConsumedQuantity", consumed);
        row.put("ConsumedUnit", unit, consumed == null ? null : or(unit, "Units"));
    }

    /// How much of a commitment was drawn on: money of one for spending, the quantity of one for usage.
    private void commitment(ExportRow row, @Nullable Quantity quantity, BigDecimal effective) {
        String id = terms.commitmentId();
        boolean has = id != null && !id.isEmpty();
        row.put("CommitmentDiscountId", id);
        row.put("CommitmentDiscountName", terms.commitmentName(), has ? terms.commitmentName() : null);
        String kind = has ? or(terms.commitmentCategory(), "Usage") : null;
        row.put("CommitmentDiscountCategory", terms.commitmentCategory(), kind);
        row.put(
                "CommitmentDiscountType",
                terms.commitmentType(),
                has ? or(terms.commitmentType(), "Commitment") : null);
        boolean usage = category.equals("Usage");
        row.put(
                "CommitmentDiscountStatus",
                terms.commitmentStatus(),
                !has ? null : usage ? or(terms.commitmentStatus(), "Used") : terms.commitmentStatus());
        if (has && bought && !"Correction".equals(row.cell("ChargeClass"))) {
            boolean spend = "Spend".equals(kind);
            Money billed = charge.costs().billed();
            BigDecimal money = usage || billed == null ? effective : billed.amount();
            row.show("CommitmentDiscountQuantity", spend || quantity == null ? money : quantity.amount());
            row.show(
                    "CommitmentDiscountUnit",
                    spend || quantity == null ? charge.costs().currency() : quantity.unit());
        }
    }

    private BigDecimal seconds() {
        return charge.period().seconds();
    }

    private static BigDecimal hours(BigDecimal seconds) {
        return Decimals.normal(seconds.divide(HOUR, SCALE, RoundingMode.HALF_EVEN));
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static BigDecimal first(@Nullable BigDecimal... amounts) {
        for (BigDecimal amount : amounts) {
            if (amount != null) {
                return amount;
            }
        }
        return BigDecimal.ZERO;
    }
}
