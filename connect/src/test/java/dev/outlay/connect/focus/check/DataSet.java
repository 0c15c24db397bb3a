package dev.outlay.connect.focus.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A small data set of FOCUS 1.2 without a fault, in which a test then plants one.
final class DataSet {

    private final List<Map<String, String>> rows = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();

    /// A use, a use under a commitment, its unused part, its purchase, and a tax.
    DataSet() {
        rows.add(usage("vm-1", "12.50"));
        Map<String, String> committed = usage("vm-2", "3.00");
        committed.putAll(commitment("Used"));
        committed.put("PricingCategory", "Committed");
        committed.put("BilledCost", "0");
        rows.add(committed);
        Map<String, String> unused = usage("vm-3", "1.00");
        unused.putAll(commitment("Unused"));
        unused.put("PricingCategory", "Committed");
        unused.put("ResourceId", "cud-1");
        unused.put("ResourceName", "cud-1");
        unused.put("BilledCost", "0");
        unused.remove("ConsumedQuantity");
        unused.remove("ConsumedUnit");
        rows.add(unused);
        Map<String, String> purchase = usage("cud-1", "4.00");
        purchase.putAll(commitment(""));
        purchase.put("ChargeCategory", "Purchase");
        purchase.put("ChargeFrequency", "One-Time");
        purchase.put("EffectiveCost", "0");
        purchase.remove("ConsumedQuantity");
        purchase.remove("ConsumedUnit");
        rows.add(purchase);
        Map<String, String> tax = usage("vm-1", "2.00");
        tax.put("ChargeCategory", "Tax");
        for (String none : List.of("ListUnitPrice", "ContractedUnitPrice", "PricingQuantity", "PricingUnit", "SkuId")) {
            tax.remove(none);
        }
        for (String none : List.of("SkuPriceId", "PricingCategory", "ConsumedQuantity", "ConsumedUnit")) {
            tax.remove(none);
        }
        rows.add(tax);
    }

    private static Map<String, String> usage(String resource, String cost) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("AvailabilityZone", "z-1");
        row.put("BilledCost", cost);
        row.put("BillingAccountId", "account-1");
        row.put("BillingAccountName", "The account");
        row.put("BillingCurrency", "USD");
        row.put("BillingPeriodEnd", "2026-11-01T00:00:00Z");
        row.put("BillingPeriodStart", "2026-10-01T00:00:00Z");
        row.put("ChargeCategory", "Usage");
        row.put("ChargeClass", "");
        row.put("ChargeDescription", "hours of a machine");
        row.put("ChargeFrequency", "Usage-Based");
        row.put("ChargePeriodEnd", "2026-10-02T00:00:00Z");
        row.put("ChargePeriodStart", "2026-10-01T00:00:00Z");
        row.put("ConsumedQuantity", "10");
        row.put("ConsumedUnit", "Hours");
        row.put("ContractedCost", cost);
        row.put("ContractedUnitPrice", cost);
        row.put("EffectiveCost", cost);
        row.put("InvoiceId", "invoice-1");
        row.put("InvoiceIssuerName", "Cloud");
        row.put("ListCost", cost);
        row.put("ListUnitPrice", cost);
        row.put("PricingCategory", "Standard");
        row.put("PricingQuantity", "1");
        row.put("PricingUnit", "Hours");
        row.put("ProviderName", "Cloud");
        row.put("PublisherName", "Cloud");
        row.put("RegionId", "r-1");
        row.put("RegionName", "Region One");
        row.put("ResourceId", resource);
        row.put("ResourceName", resource + " by name");
        row.put("ResourceType", "machine");
        row.put("ServiceCategory", "Compute");
        row.put("ServiceName", "Machines");
        row.put("ServiceSubcategory", "Virtual Machines");
        row.put("SkuId", "sku-" + cost);
        row.put("SkuPriceId", "price-" + cost);
        row.put("SubAccountId", "sub-1");
        row.put("SubAccountName", "Team one");
        row.put("Tags", "{\"team\":\"vision\",\"spot\":true}");
        return row;
    }

    private static Map<String, String> commitment(String status) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("CommitmentDiscountCategory", "Usage");
        row.put("CommitmentDiscountId", "cud-1");
        row.put("CommitmentDiscountName", "One year");
        row.put("CommitmentDiscountQuantity", "1");
        row.put("CommitmentDiscountStatus", status);
        row.put("CommitmentDiscountType", "CUD");
        row.put("CommitmentDiscountUnit", "Hours");
        return row;
    }

    /// Says something else in a row; an empty text is no value.
    DataSet with(int row, String column, String value) {
        rows.get(row).put(column, value);
        return this;
    }

    DataSet without(String column) {
        dropped.add(column);
        return this;
    }

    DataSet named(String column, String other) {
        renamed.put(column, other);
        return this;
    }

    Path write(Path file) throws IOException {
        var columns = new TreeSet<String>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        dropped.forEach(columns::remove);
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream()
                .map(column -> renamed.getOrDefault(column, column))
                .collect(Collectors.joining(",")));
        rows.forEach(row -> lines.add(columns.stream()
                .map(column -> row.getOrDefault(column, ""))
                .map(value -> value.isEmpty() ? "" : '"' + value.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","))));
        return Files.write(file, lines);
    }
}
