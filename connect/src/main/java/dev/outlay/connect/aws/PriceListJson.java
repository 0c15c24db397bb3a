package dev.outlay.connect.aws;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the Price List in JSON: a page of GetProducts, or the file of a region, front to back.
final class PriceListJson {

    private final FeedPage page;
    private final Catalog catalog;
    private final Consumer<Fact> facts;

    PriceListJson(FeedPage page, Catalog catalog, Consumer<Fact> facts) {
        this.page = page;
        this.catalog = catalog;
        this.facts = facts;
    }

    /// Reads a page of GetProducts and gives the token of the next; null where it is the last.
    @Nullable
    String readPage(InputStream body) throws IOException, WrongField {
        try (var document = new JsonDocument(body)) {
            document.next();
            FeedRow answer = FeedRow.of(document.value());
            List<Json> products = answer.list("PriceList");
            for (int i = 0; i < products.size(); i++) {
                product(products.get(i), "PriceList[" + i + "]");
            }
            return answer.textOrNull("NextToken");
        }
    }

    // each is a text with JSON in it
    private void product(Json written, String where) throws IOException {
        String key = String.valueOf(written.scalar());
        try {
            if (!(written instanceof Json.Text text)) {
                throw new WrongField(null, written.text(), "a text with JSON in it is expected");
            }
            FeedRow row = parsed(text.value());
            FeedRow product = row.row("product");
            key = product.text("sku");
            ListedProduct listed = attributes(product);
            if (listed.isPlainGpuMachine(catalog)) {
                ListedMachine machine = ListedMachine.of(listed);
                FeedRow terms = row.row("terms");
                for (String type : terms.fields().values().keySet()) {
                    terms(type, terms.row(type), machine, where);
                }
                machine.prices(page, where, facts);
            }
        } catch (WrongField e) {
            facts.accept(page.refusal(key, where, e));
        }
    }

    /// Reads the file of a region, which may be larger than memory: products come before their terms.
    void readFile(InputStream body) throws IOException, WrongField {
        Map<String, ListedMachine> machines = new HashMap<>();
        boolean[] seen = new boolean[2];
        try (var document = new JsonDocument(body)) {
            if (document.next() != JsonDocument.Kind.OBJECT) {
                throw new WrongField(null, null, "an object is expected: the feed may have changed its form");
            }
            document.fields((name, kind) -> {
                if (name.equals("products") && kind == JsonDocument.Kind.OBJECT) {
                    seen[0] = true;
                    document.fields((sku, _) -> product(sku, document.value(), machines));
                } else if (name.equals("terms") && kind == JsonDocument.Kind.OBJECT && seen[0]) {
                    seen[1] = true;
                    document.fields((type, _) -> document.fields((sku, _) -> {
                        ListedMachine machine = machines.get(sku);
                        if (machine == null) {
                            document.skip();
                        } else {
                            terms(type, sku, document.value(), machine);
                        }
                    }));
                } else {
                    document.skip();
                }
            });
        }
        if (!seen[1]) {
            throw new WrongField(
                    "terms", null, "products and then terms are expected: the feed may have changed its form");
        }
    }

    private void product(String sku, Json value, Map<String, ListedMachine> machines) {
        try {
            ListedProduct listed = attributes(FeedRow.of(value));
            if (listed.isPlainGpuMachine(catalog)) {
                machines.put(sku, ListedMachine.of(listed));
            }
        } catch (WrongField e) {
            facts.accept(page.refusal(sku, "products." + sku, e));
        }
    }

    // on-demand and reserved terms of a machine stand far apart, and are two machines here
    private void terms(String type, String sku, Json value, ListedMachine machine) {
        String where = "terms." + type + "." + sku;
        try {
            ListedMachine bought = machine.again();
            terms(type, FeedRow.of(value), bought, where);
            bought.prices(page, where, facts);
        } catch (WrongField e) {
            facts.accept(page.refusal(type + sku, where, e));
        }
    }

    private void terms(String type, FeedRow terms, ListedMachine machine, String where) throws WrongField {
        for (String code : terms.fields().values().keySet()) {
            try {
                machine.put(code, term(type, terms.row(code)));
            } catch (WrongField e) {
                facts.accept(page.refusal(type + code, where + " " + code, e));
            }
        }
    }

    private static ListedTerm term(String type, FeedRow term) throws WrongField {
        FeedRow attributes = term.row("termAttributes");
        var listed = new ListedTerm(
                type,
                term.text("effectiveDate"),
                attributes.textOrNull("LeaseContractLength"),
                attributes.textOrNull("OfferingClass"),
                attributes.textOrNull("PurchaseOption"));
        FeedRow dimensions = term.row("priceDimensions");
        for (String rate : dimensions.fields().values().keySet()) {
            FeedRow dimension = dimensions.row(rate);
            FeedRow price = dimension.row("pricePerUnit");
            if (price.fields().values().size() != 1) {
                throw new WrongField("pricePerUnit", price.fields().text(), "a price in one currency is expected");
            }
            String currency = price.fields().values().keySet().iterator().next();
            listed.add(dimension.text("unit"), price.text(currency), currency);
        }
        return listed;
    }

    // products of other families lack attributes, and some have none
    private static ListedProduct attributes(FeedRow product) throws WrongField {
        Map<String, String> attributes = new LinkedHashMap<>();
        FeedRow row = product.row("attributes");
        row.fields().values().forEach((name, value) -> {
            String text = value.scalar();
            if (text != null) {
                attributes.put(name, text);
            }
        });
        return ListedProduct.of(attributes);
    }

    private static FeedRow parsed(String text) throws IOException, WrongField {
        try (var document = new JsonDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            document.next();
            return FeedRow.of(document.value());
        } catch (JacksonException e) {
            throw new WrongField(null, text, "JSON is expected here, and it breaks off: " + e.getOriginalMessage());
        }
    }
}
