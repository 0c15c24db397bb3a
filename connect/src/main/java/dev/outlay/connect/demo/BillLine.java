package dev.outlay.connect.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One line of a bill in the columns of FOCUS 1.0 (FinOps Open Cost and Usage Specification), filled step by step.
final class BillLine {
    private static final List<String> COLUMNS =
            """
            AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd
            BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd
            ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName
            CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost
            ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity
            PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType
            ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags
            """.lines().flatMap(line -> List.of(line.split(" ")).stream()).toList();

    static final String HEADER = String.join(",", COLUMNS) + "\n";

    private final Map<String, String> cells = new HashMap<>();

    BillLine(Biller biller, LocalDate day, String category, String frequency) {
        LocalDate month = day.withDayOfMonth(1);
        with("BillingAccountId", biller.account())
                .with("BillingAccountName", "Sample Company")
                .with("BillingCurrency", "USD")
                .with("BillingPeriodStart", midnight(month))
                .with("BillingPeriodEnd", midnight(month.plusMonths(1)))
                .with("ChargePeriodStart", midnight(day))
                .with("ChargePeriodEnd", midnight(day.plusDays(1)))
                .with("ChargeCategory", category)
                .with("ChargeFrequency", frequency)
                .with("InvoiceIssuerName", biller.issuer())
                .with("ProviderName", biller.provider())
                .with("PublisherName", biller.issuer())
                .with("RegionId", biller.region())
                .with("RegionName", biller.regionName())
                .with("PricingCategory", "Standard");
    }

    BillLine with(String column, @Nullable String value) {
        if (!COLUMNS.contains(column)) {
            throw new IllegalArgumentException("FOCUS 1.0 has no column " + column);
        }
        if (value != null) {
            cells.put(column, value);
        }
        return this;
    }

    BillLine service(String category, String service, String sku, String description) {
        return with("ServiceCategory", category)
                .with("ServiceName", service)
                .with("SkuId", sku)
                .with("ChargeDescription", description);
    }

    BillLine costs(BigDecimal billed, BigDecimal effective, BigDecimal list, BigDecimal contracted) {
        return with("BilledCost", billed.toPlainString())
                .with("EffectiveCost", effective.toPlainString())
                .with("ListCost", list.toPlainString())
                .with("ContractedCost", contracted.toPlainString());
    }

    BillLine tags(@Nullable String team, @Nullable String project) {
        return team == null ? this : with("Tags", "{\"team\": \"" + team + "\", \"project\": \"" + project + "\"}");
    }

    /// The line with its end. A cell that holds a comma or a quote is quoted.
    String text() {
        return COLUMNS.stream().map(this::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private String cell(String column) {
        String value = cells.getOrDefault(column, "");
        return value.contains(",") || value.contains("\"") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static String midnight(LocalDate day) {
        return day + "T00:00:00Z";
    }
}
