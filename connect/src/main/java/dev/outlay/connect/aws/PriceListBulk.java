package dev.outlay.connect.aws;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// AWS Price List in its bulk files: the index of regions, then a file for each region that is asked for.
///
/// It takes no credentials. The files are hundreds of megabytes, so only regions that somebody names are read, from
/// front to back; CSV where there is one, which is smaller, else JSON. Thread-safe.
public final class PriceListBulk implements Feed {

    /// Names the regions whose files are read, separated by commas.
    static final String REGIONS = "OUTLAY_FEED_AWS_BULK_REGIONS";

    private static final String USUAL = "https://pricing.us-east-1.amazonaws.com";
    private static final String OFFER = "/offers/v1.0/aws/AmazonEC2/current/";
    // the largest region has some 500 MB today
    private static final long LARGEST = 8L << 30;

    @Override
    public String name() {
        return "aws-bulk";
    }

    @Override
    public String provider() {
        return AwsRegions.PROVIDER;
    }

    @Override
    public String description() {
        return "AWS Price List, bulk files";
    }

    @Override
    public List<String> needs() {
        return List.of(REGIONS);
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        Set<String> listed = index(access);
        List<SourceException> failed = new ArrayList<>();
        List<String> asked = AwsRegions.listed(String.valueOf(access.variable(REGIONS)));
        for (String region : asked) {
            if (!listed.contains(region)) {
                access.missing(REGIONS + ": the Price List has no region " + region);
                continue;
            }
            try {
                region(access, region, consumer);
            } catch (SourceException e) {
                failed.add(e);
                access.missing(region + ": " + e.getMessage());
            }
        }
        if (!failed.isEmpty() && failed.size() == asked.size()) {
            throw failed.getFirst();
        }
    }

    /// The regions that there are files of.
    private Set<String> index(FeedAccess access) throws SourceException {
        Set<String> regions = new TreeSet<>();
        access.read(this, call(access, "region_index.json").freshFor(FeedAccess.FRESH), (_, body) -> {
            try (var document = new JsonDocument(body)) {
                document.next();
                regions.addAll(FeedRow.of(document.value())
                        .row("regions")
                        .fields()
                        .values()
                        .keySet());
            }
        });
        return regions;
    }

    private void region(FeedAccess access, String region, Consumer<Fact> consumer) throws SourceException {
        access.tell(region + ": hundreds of megabytes");
        try {
            access.read(
                    this,
                    file(access, region + "/index.csv"),
                    (page, body) -> new PriceListCsv(page, access.catalog(), consumer).read(body));
        } catch (SourceException e) {
            if (!PartialAnswers.isNotFound(e)) {
                throw e;
            }
            access.read(
                    this,
                    file(access, region + "/index.json"),
                    (page, body) -> new PriceListJson(page, access.catalog(), consumer).readFile(body));
        }
    }

    private Call file(FeedAccess access, String path) {
        return call(access, path).freshFor(FeedAccess.FRESH).atMost(LARGEST);
    }

    private Call call(FeedAccess access, String path) {
        return Call.get(description(), URI.create(access.address(this, USUAL) + OFFER + path))
                .header("Accept", "*/*");
    }
}
