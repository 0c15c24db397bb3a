package dev.outlay.connect.aws;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Answers in the shape of the AWS Price List, with values of our own.
final class PriceListAnswers {

    static final String EFFECTIVE = "2026-07-01T00:00:00Z";

    private PriceListAnswers() {}

    static String page(String token, String... products) {
        return "{\"FormatVersion\":\"aws_v1\"," + (token.isEmpty() ? "" : "\"NextToken\":\"" + token + "\",")
                + "\"PriceList\":["
                + Arrays.stream(products)
                        .map(product -> "\"" + product.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /// A product with a price on demand, and reservations: one year without prepayment, three years paid at once.
    static String product(String type, String region, String onDemand, String oneYear, String threeYears) {
        return product(type, region, "Shared", onDemand, oneYear, threeYears);
    }

    static String product(
            String type, String region, String tenancy, String onDemand, String oneYear, String threeYears) {
        String sku = sku(type, region);
        return "{\"product\":{\"productFamily\":\"Compute Instance\",\"sku\":\"" + sku + "\",\"attributes\":"
                + attributes(type, region, tenancy) + "},\"serviceCode\":\"AmazonEC2\",\"terms\":{\"OnDemand\":{\""
                + sku
                + ".JRTCKXETXF\":" + onDemand(onDemand) + "},\"Reserved\":{" + reserved(sku, oneYear, threeYears)
                + "}}}";
    }

    static String bulk(String type, String region, String onDemand, String oneYear, String threeYears) {
        String sku = sku(type, region);
        return "{\"formatVersion\":\"v1.0\",\"offerCode\":\"AmazonEC2\",\"products\":{\"" + sku + "\":{\"sku\":\"" + sku
                + "\",\"attributes\":" + attributes(type, region, "Shared")
                + "},\"NOGPU\":{\"sku\":\"NOGPU\",\"productFamily\":\"Storage\",\"attributes\":{}}},\"terms\":{"
                + "\"OnDemand\":{\"" + sku + "\":{\"" + sku + ".JRTCKXETXF\":" + onDemand(onDemand)
                + "},\"NOGPU\":{\"odd\":[1,2]}},\"Reserved\":{\"" + sku + "\":{" + reserved(sku, oneYear, threeYears)
                + "}}},\"attributesList\":{}}";
    }

    private static String sku(String type, String region) {
        return "SKU" + Integer.toHexString((type + region).hashCode());
    }

    private static String attributes(String type, String region, String tenancy) {
        return """
                {"servicecode":"AmazonEC2","instanceType":"%s","tenancy":"%s","operatingSystem":"Linux",\
                "licenseModel":"No License required","operation":"RunInstances","capacitystatus":"Used","gpu":"8",\
                "marketoption":"OnDemand","preInstalledSw":"NA","regionCode":"%s"}""".formatted(type, tenancy, region);
    }

    private static String onDemand(String price) {
        return """
                {"priceDimensions":{"r.1":{"unit":"Hrs","pricePerUnit":{"USD":"%s"}}},"effectiveDate":"%s",\
                "offerTermCode":"JRTCKXETXF","termAttributes":{}}""".formatted(price, EFFECTIVE);
    }

    private static String reserved(String sku, String oneYear, String threeYears) {
        return """
                "%1$s.4NA7Y494T4":{"priceDimensions":{"r.2":{"unit":"Hrs","pricePerUnit":{"USD":"%2$s"}}},\
                "effectiveDate":"%4$s","offerTermCode":"4NA7Y494T4","termAttributes":{"LeaseContractLength":"1yr",\
                "OfferingClass":"standard","PurchaseOption":"No Upfront"}},\
                "%1$s.NQ3QZPMQV9":{"priceDimensions":{"r.3":{"unit":"Quantity","pricePerUnit":{"USD":"%3$s"}},\
                "r.4":{"unit":"Hrs","pricePerUnit":{"USD":"0.0000000000"}}},"effectiveDate":"%4$s",\
                "offerTermCode":"NQ3QZPMQV9","termAttributes":{"LeaseContractLength":"3yr",\
                "OfferingClass":"standard","PurchaseOption":"All Upfront"}}""".formatted(sku, oneYear, threeYears, EFFECTIVE);
    }
}
