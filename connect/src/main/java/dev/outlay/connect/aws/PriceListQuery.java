package dev.outlay.connect.aws;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// AWS Price List, asked by GetProducts for machines with accelerators: on demand and reserved, region by region.
///
/// Credentials come from the default chain of AWS and need the permission `pricing:GetProducts`. A region that
/// cannot be read keeps no other from it. Thread-safe.
public final class PriceListQuery implements Feed {

    private static final String USUAL = "https://api.pricing.us-east-1.amazonaws.com";
    private static final String SIGNED_FOR = "us-east-1";
    private static final List<String> FAMILIES = List.of("GPU instance", "Machine Learning ASIC Instances");
    private static final Map<String, String> PLAIN = Map.of(
            "operatingSystem", "Linux",
            "tenancy", "Shared",
            "preInstalledSw", "NA",
            "capacitystatus", "Used");
    private static final RateLimit LIMIT = RateLimit.of(5, Duration.ofSeconds(1));
    private static final int MOST_PAGES = 200;

    @Override
    public String name() {
        return AwsRegions.PROVIDER;
    }

    @Override
    public String provider() {
        return AwsRegions.PROVIDER;
    }

    @Override
    public String description() {
        return "AWS Price List";
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        List<String> failed = new ArrayList<>();
        List<String> regions = AwsRegions.asked(access);
        try (SignedCalls signed = SignedCalls.open(description())) {
            for (String region : regions) {
                access.tell(region);
                for (String family : FAMILIES) {
                    try {
                        pages(access, signed, region, family, consumer);
                    } catch (SourceException e) {
                        if (PartialAnswers.isRefused(e) || failed.size() >= 2 * FAMILIES.size()) {
                            // the other regions are asked at the same address with the same credentials
                            throw e;
                        }
                        failed.add(region);
                        access.missing(region + ", " + family + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    private void pages(FeedAccess access, SignedCalls signed, String region, String family, Consumer<Fact> consumer)
            throws SourceException {
        Set<String> tokens = new HashSet<>();
        for (@Nullable String token = ""; token != null; ) {
            if (!tokens.add(token) || tokens.size() > MOST_PAGES) {
                access.missing(description() + " names a next page of " + region + " that was read already");
                return;
            }
            @Nullable String[] next = new String[1];
            Call call = call(access, region, family, token);
            access.read(
                    this,
                    signed.sign(call, "pricing", SIGNED_FOR),
                    (page, body) -> next[0] = new PriceListJson(page, access.catalog(), consumer).readPage(body));
            token = next[0];
        }
    }

    /// The first page is kept for an hour. Tokens of the others are new each time, so that nobody would ask for
    /// what was kept of them.
    private Call call(FeedAccess access, String region, String family, String token) {
        URI address = access.address(this, USUAL).resolve("/");
        Call call = Call.post(description(), address, body(region, family, token))
                .repeatably()
                .limitedTo(LIMIT)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSPriceListService.GetProducts");
        return token.isEmpty() ? call.freshFor(FeedAccess.FRESH) : call;
    }

    private static String body(String region, String family, String token) {
        Map<String, String> fields = new TreeMap<>(PLAIN);
        fields.put("regionCode", region);
        fields.put("instanceFamily", family);
        String filters = fields.entrySet().stream()
                .map(field -> "{\"Type\":\"TERM_MATCH\",\"Field\":" + quoted(field.getKey()) + ",\"Value\":"
                        + quoted(field.getValue()) + "}")
                .collect(Collectors.joining(","));
        return "{\"ServiceCode\":\"AmazonEC2\",\"FormatVersion\":\"aws_v1\",\"MaxResults\":100,"
                + (token.isEmpty() ? "" : "\"NextToken\":" + quoted(token) + ",") + "\"Filters\":[" + filters + "]}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
