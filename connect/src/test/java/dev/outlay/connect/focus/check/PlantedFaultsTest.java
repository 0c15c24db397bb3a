package dev.outlay.connect.focus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault is found by the rule that forbids it, of the requirements model in the optional test data.
class PlantedFaultsTest {

    private static final String MODEL = "focus/model-1.2.json";

    @TempDir
    Path folder;

    @Test
    void aDataSetWithoutAFaultBreaksNoRule() throws IOException, SourceException {
        Table answer = validate(new DataSet());

        assertThat(failed(answer)).isEmpty();
        assertThat(FocusValidation.passed(answer)).isTrue();
        assertThat(answer.heading())
                .containsEntry("rules", "621")
                .containsEntry("not_run", "0")
                .containsEntry("rows_read", "5");
    }

    @Test
    void everyRuleIsRunOrNamedAsNotApplicableWithItsReason() throws IOException, SourceException {
        Table answer = validate(new DataSet());

        assertThat(answer.rows()).hasSize(621).allSatisfy(row -> {
            assertThat(row.get(3)).isIn("pass", "not applicable");
            assertThat("pass".equals(row.get(3)) || !String.valueOf(row.get(6)).isBlank())
                    .isTrue();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void findsThePlantedFault(String rule, String what, UnaryOperator<DataSet> fault)
            throws IOException, SourceException {
        Table answer = validate(fault.apply(new DataSet()));

        assertThat(failed(answer)).as(what).contains(rule);
        assertThat(FocusValidation.passed(answer)).isFalse();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("CostAndUsage-D-006-M", "no column BilledCost", set -> set.without("BilledCost")),
                fault("CostAndUsage-D-023-M", "no column InvoiceIssuerName", set -> set.without("InvoiceIssuerName")),
                fault(
                        "CostAndUsage-D-035-M",
                        "a column with a typing error",
                        set -> set.named("BillingCurrency", "Currency")),
                fault("ColumnHandling-A-010-M", "a foreign column without x_", set -> set.with(0, "Costcenter", "7")),
                fault("BilledCost-C-003-M", "no billed cost", set -> set.with(0, "BilledCost", "")),
                fault("BilledCost-C-001-M", "a cost in words", set -> set.with(0, "BilledCost", "twelve")),
                fault("NumericFormat-A-009-M", "a comma in a number", set -> set.with(0, "ListCost", "1,250.00")),
                fault("NumericFormat-A-010-M", "a plus sign", set -> set.with(0, "EffectiveCost", "+12.50")),
                fault("NumericFormat-A-008-M", "a currency sign", set -> set.with(0, "ContractedCost", "$12.50")),
                fault("BillingCurrency-C-006-M", "no such currency", set -> set.with(0, "BillingCurrency", "USX")),
                fault(
                        "CurrencyFormat-A-001-C",
                        "a currency in small letters",
                        set -> set.with(1, "BillingCurrency", "usd")),
                fault(
                        "DateTimeFormat-A-006-M",
                        "no Z at the end",
                        set -> set.with(0, "ChargePeriodStart", "2026-10-01T00:00:00")),
                fault(
                        "DateTimeFormat-A-004-M",
                        "no T in the middle",
                        set -> set.with(0, "BillingPeriodStart", "2026-10-01 00:00:00Z")),
                fault(
                        "DateTimeFormat-A-001-M",
                        "a time of a zone",
                        set -> set.with(2, "ChargePeriodEnd", "2026-10-02T00:00:00+02:00")),
                fault(
                        "ChargePeriodEnd-C-004-M",
                        "an end before its start",
                        set -> set.with(0, "ChargePeriodEnd", "2026-09-30T00:00:00Z")),
                fault("ChargeCategory-C-003-M", "no such category", set -> set.with(0, "ChargeCategory", "Use")),
                fault("ChargeClass-C-005-C", "no such class", set -> set.with(0, "ChargeClass", "Corrected")),
                fault(
                        "ChargeFrequency-C-004-C",
                        "a purchase by usage",
                        set -> set.with(3, "ChargeFrequency", "Usage-Based")),
                fault(
                        "ServiceCategory-C-003-M",
                        "no such service category",
                        set -> set.with(0, "ServiceCategory", "GPUs")),
                fault(
                        "ServiceSubcategory-C-004-M",
                        "a subcategory of another category",
                        set -> set.with(0, "ServiceSubcategory", "Bots")),
                fault(
                        "ServiceName-C-005-C",
                        "a service in two categories",
                        set -> set.with(0, "ServiceCategory", "Storage")),
                fault("ListUnitPrice-C-004-C", "a list price on a tax", set -> set.with(4, "ListUnitPrice", "1")),
                fault("ListUnitPrice-C-008-M", "a negative list price", set -> set.with(0, "ListUnitPrice", "-12.50")),
                fault("ListCost-C-009-C", "a list cost that is no product", set -> set.with(0, "ListCost", "12.51")),
                fault(
                        "ContractedUnitPrice-C-011-C",
                        "a contracted cost that is none",
                        set -> set.with(0, "ContractedCost", "12.49")),
                fault("PricingQuantity-C-005-C", "a use without a quantity", set -> set.with(0, "PricingQuantity", "")),
                fault("PricingUnit-C-006-C", "a quantity without a unit", set -> set.with(0, "PricingUnit", "")),
                fault("PricingCategory-C-007-M", "no such pricing", set -> set.with(0, "PricingCategory", "On-Demand")),
                fault("SkuPriceId-C-008-M", "a price of two SKUs", set -> set.with(1, "SkuPriceId", "price-12.50")),
                fault(
                        "ConsumedQuantity-C-004-C",
                        "a purchase that consumed",
                        set -> set.with(3, "ConsumedQuantity", "1")),
                fault(
                        "ConsumedQuantity-C-006-C",
                        "a use that consumed nothing",
                        set -> set.with(0, "ConsumedQuantity", "")),
                fault(
                        "CommitmentDiscountStatus-C-003-C",
                        "a status without a commitment",
                        set -> set.with(0, "CommitmentDiscountStatus", "Used")),
                fault(
                        "CommitmentDiscountStatus-C-005-M",
                        "no such status",
                        set -> set.with(1, "CommitmentDiscountStatus", "Active")),
                fault(
                        "CommitmentDiscountType-C-005-C",
                        "a commitment without a type",
                        set -> set.with(1, "CommitmentDiscountType", "")),
                fault(
                        "CommitmentDiscountQuantity-C-005-C",
                        "a commitment without a quantity",
                        set -> set.with(1, "CommitmentDiscountQuantity", "")),
                fault(
                        "DiscountHandling-A-019-C",
                        "an unused part of another resource",
                        set -> set.with(2, "ResourceId", "vm-9")),
                fault(
                        "EffectiveCost-C-005-C",
                        "a purchase with an effective cost",
                        set -> set.with(3, "EffectiveCost", "4.00")),
                fault(
                        "BilledCost-C-005-C",
                        "billed by a third party",
                        set -> set.with(0, "InvoiceIssuerName", "Reseller")),
                fault("RegionName-C-005-C", "a region without a name", set -> set.with(0, "RegionName", "")),
                fault("ResourceType-C-004-C", "a type of no resource", set -> set.with(4, "ResourceId", "")),
                fault("SubAccountName-C-004-C", "a name of no sub-account", set -> set.with(0, "SubAccountId", "")),
                fault("Tags-C-001-M", "tags that are no JSON", set -> set.with(0, "Tags", "team=vision")),
                fault(
                        "KeyValueFormat-A-002-M",
                        "a tag that is there twice",
                        set -> set.with(0, "Tags", "{\"a\":\"1\",\"a\":\"2\"}")),
                fault("KeyValueFormat-A-004-M", "a tag that is a list", set -> set.with(0, "Tags", "{\"a\":[1]}")));
    }

    private static Arguments fault(String rule, String what, UnaryOperator<DataSet> plant) {
        return Arguments.of(rule, what, plant);
    }

    private Table validate(DataSet set) throws IOException, SourceException {
        Path model = Ledgers.shared(MODEL);
        return FocusValidation.of(set.write(folder.resolve("set.csv")), null, model, List.of());
    }

    private static List<String> failed(Table answer) {
        return answer.rows().stream()
                .filter(row -> "fail".equals(row.get(3)))
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }
}
