package dev.outlay.connect.aws;

import dev.outlay.catalog.Catalog;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the Price List of a region in CSV, row by row: a few lines about the file, the names of the columns, then
/// one row for each price.
final class PriceListCsv {

    // the form of today has five lines before the names
    private static final int MOST_LINES_BEFORE = 20;
    private static final List<String> NEEDED = List.of(
            "SKU",
            "RateCode",
            "TermType",
            "EffectiveDate",
            "Unit",
            "PricePerUnit",
            "Currency",
            "Instance Type",
            "Region Code",
            "Operating System",
            "Tenancy",
            "Pre Installed S/W",
            "CapacityStatus");

    private final FeedPage page;
    private final Catalog catalog;
    private final Consumer<Fact> facts;
    private final Map<String, ListedMachine> machines = new LinkedHashMap<>();

    PriceListCsv(FeedPage page, Catalog catalog, Consumer<Fact> facts) {
        this.page = page;
        this.catalog = catalog;
        this.facts = facts;
    }

    /// Reads all rows, then hands over the prices: the parts of a reservation's price stand in rows of their own.
    void read(InputStream body) throws IOException, WrongField {
        var in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1 << 16);
        var lines = new CsvLines(in);
        Map<String, Integer> columns = columns(lines);
        for (List<String> fields = next(lines); fields != null; fields = next(lines)) {
            String rate = cell(fields, columns, "RateCode");
            try {
                row(fields, columns);
            } catch (WrongField e) {
                facts.accept(page.refusal(String.valueOf(rate), "row " + lines.line(), e));
            }
        }
        machines.forEach((sku, machine) -> machine.prices(page, sku, facts));
    }

    private void row(List<String> fields, Map<String, Integer> columns) throws WrongField {
        if (fields.size() < columns.size()) {
            throw new WrongField(
                    null,
                    String.join(",", fields),
                    "the row has " + fields.size() + " of " + columns.size() + " fields");
        }
        // most of a region's rows are of machines without GPUs, with software, or reserved otherwise
        if (!"Linux".equals(cell(fields, columns, "Operating System"))) {
            return;
        }
        Map<String, String> attributes = new HashMap<>();
        columns.forEach((name, at) -> attributes.put(name, fields.get(at)));
        ListedProduct listed = ListedProduct.of(attributes);
        if (!listed.isPlainGpuMachine(catalog)) {
            return;
        }
        String code = needed(listed, "TermType") + " " + listed.get("OfferTermCode");
        ListedMachine machine = machines.computeIfAbsent(needed(listed, "SKU"), _ -> ListedMachine.of(listed));
        ListedTerm term = machine.term(code);
        if (term == null) {
            term = new ListedTerm(
                    needed(listed, "TermType"),
                    needed(listed, "EffectiveDate"),
                    listed.get("LeaseContractLength"),
                    listed.get("OfferingClass"),
                    listed.get("PurchaseOption"));
        }
        term.add(needed(listed, "Unit"), needed(listed, "PricePerUnit"), needed(listed, "Currency"));
        machine.put(code, term);
    }

    private static Map<String, Integer> columns(CsvLines lines) throws IOException, WrongField {
        for (int i = 0; i < MOST_LINES_BEFORE; i++) {
            List<String> fields = next(lines);
            if (fields == null) {
                break;
            }
            if (fields.contains("SKU")) {
                Map<String, Integer> columns = new HashMap<>();
                for (int at = 0; at < fields.size(); at++) {
                    columns.put(ListedProduct.key(fields.get(at)), at);
                }
                for (String name : NEEDED) {
                    if (!columns.containsKey(ListedProduct.key(name))) {
                        throw new WrongField(name, null, "the column is missing: the feed may have changed its form");
                    }
                }
                return columns;
            }
        }
        throw new WrongField("SKU", null, "no line names the columns: the feed may have changed its form");
    }

    private static @Nullable List<String> next(CsvLines lines) throws IOException, WrongField {
        try {
            return lines.next();
        } catch (IOException e) {
            if (e.getClass() == IOException.class) {
                throw new WrongField(null, null, "it is no CSV: " + e.getMessage());
            }
            throw e;
        }
    }

    private static String needed(ListedProduct listed, String name) throws WrongField {
        String value = listed.get(name);
        if (value == null) {
            throw new WrongField(name, null, "the field '" + name + "' is empty");
        }
        return value;
    }

    private static @Nullable String cell(List<String> fields, Map<String, Integer> columns, String name) {
        Integer at = columns.get(ListedProduct.key(name));
        return at == null || at >= fields.size() ? null : fields.get(at);
    }
}
