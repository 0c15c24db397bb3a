package dev.outlay.connect.aws;

import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.file.WrongField;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads an answer of DescribeSpotPriceHistory: price changes by zone, the newest first, and the token of the next
/// page.
final class SpotXml {

    private static final String LINUX = "Linux/UNIX";

    private final FeedPage page;
    private final String region;
    private final Consumer<Fact> facts;
    private @Nullable String token;
    private boolean listed;

    SpotXml(FeedPage page, String region, Consumer<Fact> facts) {
        this.page = page;
        this.region = region;
        this.facts = facts;
    }

    /// Reads a page and gives the token of the next; null where it is the last.
    @Nullable
    String read(InputStream body) throws IOException, WrongField {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // an answer has no business with files and other addresses
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(body);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element(xml);
                }
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            throw new WrongField(null, null, "it breaks off or is no XML: " + e.getMessage());
        }
        if (!listed) {
            throw new WrongField(
                    "spotPriceHistorySet", null, "the list is missing: the feed may have changed its form");
        }
        return token;
    }

    private void element(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "spotPriceHistorySet" -> listed = true;
            case "item" -> item(xml);
            case "nextToken" -> {
                String text = xml.getElementText().strip();
                token = text.isEmpty() ? null : text;
            }
            default -> {
                // what else there is tells nothing of prices
            }
        }
    }

    private void item(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            fields.put(xml.getLocalName(), xml.getElementText().strip());
        }
        try {
            price(fields);
        } catch (WrongField e) {
            facts.accept(page.refusal(fields.toString(), "item", e));
        }
    }

    private void price(Map<String, String> fields) throws WrongField {
        if (!needed(fields, "productDescription").startsWith(LINUX)) {
            return;
        }
        String amount = needed(fields, "spotPrice");
        String at = needed(fields, "timestamp");
        try {
            facts.accept(page.price(
                    Instant.parse(at),
                    AwsRegions.PROVIDER,
                    needed(fields, "instanceType"),
                    region,
                    needed(fields, "availabilityZone"),
                    CapacityType.SPOT,
                    new UnitPrice(new Money("USD", Decimals.parse(amount)), PricingUnit.HOUR),
                    "EC2 spot price history"));
        } catch (DateTimeParseException e) {
            throw new WrongField("timestamp", at, "an instant is expected, such as 2026-08-20T11:02:11.000Z");
        } catch (IllegalArgumentException e) {
            throw new WrongField("spotPrice", amount, String.valueOf(e.getMessage()));
        }
    }

    private static String needed(Map<String, String> fields, String name) throws WrongField {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new WrongField(name, null, "the field '" + name + "' is missing: the feed may have changed its form");
        }
        return value;
    }
}
