package dev.outlay.connect.sql;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import java.util.List;

/// The columns of a charge that a bill fills, in our names.
final class FocusColumns {

    static final List<String> PRODUCT = List.of(
            "service_category",
            "service",
            "sku",
            "sku_price",
            "resource",
            "resource_name",
            "resource_type",
            "region_name",
            "publisher",
            "invoice_issuer");
    static final List<String> TERMS = List.of(
            "charge_category",
            "charge_class",
            "charge_frequency",
            "charge_description",
            "pricing_category",
            "pricing_quantity",
            "pricing_unit",
            "list_unit_price",
            "contracted_unit_price",
            "consumed_quantity",
            "consumed_unit",
            "commitment_id",
            "commitment_name",
            "commitment_category",
            "commitment_type",
            "commitment_status");
    static final List<String> ACCOUNT = List.of("account", "account_name", "sub_account", "sub_account_name");

    private FocusColumns() {}

    static void write(Product product, RowWriter row) {
        row.text(product.serviceCategory())
                .text(product.serviceName())
                .text(product.skuId())
                .text(product.skuPriceId())
                .text(product.resourceId())
                .text(product.resourceName())
                .text(product.resourceType())
                .text(product.regionName())
                .text(product.publisher())
                .text(product.invoiceIssuer());
    }

    static Product product(RowReader row) {
        return new Product(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text());
    }

    static void write(Terms terms, RowWriter row) {
        row.text(terms.chargeCategory())
                .text(terms.chargeClass())
                .text(terms.chargeFrequency())
                .text(terms.chargeDescription())
                .text(terms.pricingCategory())
                .decimal(terms.pricingQuantity())
                .text(terms.pricingUnit())
                .decimal(terms.listUnitPrice())
                .decimal(terms.contractedUnitPrice())
                .decimal(terms.consumedQuantity())
                .text(terms.consumedUnit())
                .text(terms.commitmentId())
                .text(terms.commitmentName())
                .text(terms.commitmentCategory())
                .text(terms.commitmentType())
                .text(terms.commitmentStatus());
    }

    static Terms terms(RowReader row) {
        return new Terms(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.decimal(),
                row.text(),
                row.decimal(),
                row.decimal(),
                row.decimal(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text());
    }

    static void write(Account account, RowWriter row) {
        row.text(account.billingAccountId())
                .text(account.billingAccountName())
                .text(account.subAccountId())
                .text(account.subAccountName());
    }
}
