package dev.outlay.connect.aws;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Spot prices of EC2 machines with accelerators, by zone, with their changes of the last days.
///
/// Credentials come from the default chain of AWS and need the permission `ec2:DescribeSpotPriceHistory`. Zones are
/// named as the account sees them (`us-east-1a`), which is how its nodes are labelled. Every region is asked at its
/// own address; one that the account has not enabled is passed over. Thread-safe.
public final class SpotPriceHistory implements Feed {

    /// How many days of changes are read, 1 to 90; 2 where it is not said. The price that held when they began
    /// comes along.
    static final String DAYS = "OUTLAY_FEED_AWS_SPOT_DAYS";

    private static final int USUAL_DAYS = 2;
    private static final int MOST_DAYS = 90;
    private static final int MOST_PAGES = 10_000;
    private static final RateLimit LIMIT = RateLimit.of(10, Duration.ofSeconds(1));

    @Override
    public String name() {
        return "aws-spot";
    }

    @Override
    public String provider() {
        return AwsRegions.PROVIDER;
    }

    @Override
    public String description() {
        return "EC2 spot price history";
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        int days = days(access);
        int answered = 0;
        Map<String, SourceException> refused = new LinkedHashMap<>();
        Map<String, SourceException> failed = new LinkedHashMap<>();
        try (SignedCalls signed = SignedCalls.open(description())) {
            for (String region : AwsRegions.asked(access)) {
                List<String> types = AwsRegions.instanceTypes(access.catalog(), region);
                if (types.isEmpty()) {
                    continue;
                }
                access.tell(region);
                try {
                    pages(access, signed, region, types, days, consumer);
                    answered++;
                } catch (SourceException e) {
                    (PartialAnswers.isRefused(e) ? refused : failed).put(region, e);
                }
            }
        }
        if (answered == 0) {
            for (SourceException first : refused.values()) {
                throw first;
            }
        }
        failed.forEach((region, e) -> access.missing(region + ": " + e.getMessage()));
        if (!refused.isEmpty()) {
            access.tell("not enabled for this account: " + String.join(", ", refused.keySet()));
        }
        if (answered == 0) {
            for (SourceException first : failed.values()) {
                throw first;
            }
        }
    }

    private void pages(
            FeedAccess access, SignedCalls signed, String region, List<String> types, int days, Consumer<Fact> consumer)
            throws SourceException {
        Set<String> tokens = new HashSet<>();
        for (@Nullable String token = ""; token != null; ) {
            if (!tokens.add(token) || tokens.size() > MOST_PAGES) {
                access.missing(description() + " names a next page of " + region + " that was read already");
                return;
            }
            @Nullable String[] next = new String[1];
            access.read(
                    this,
                    signed.sign(call(access, region, types, days, token), "ec2", region),
                    (page, body) -> next[0] = new SpotXml(page, region, consumer).read(body));
            token = next[0];
        }
    }

    // nothing of it is kept: the span that is asked for moves on, and so would what was kept of it
    private Call call(FeedAccess access, String region, List<String> types, int days, String token) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "DescribeSpotPriceHistory");
        form.put("Version", "2016-11-15");
        form.put("MaxResults", "1000");
        form.put("ProductDescription.1", "Linux/UNIX");
        form.put(
                "StartTime",
                access.now()
                        .minus(Duration.ofDays(days))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        for (int i = 0; i < types.size(); i++) {
            form.put("InstanceType." + (i + 1), types.get(i));
        }
        if (!token.isEmpty()) {
            form.put("NextToken", token);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI address = access.address(this, "https://ec2." + region + "." + AwsRegions.domain(region));
        // by region, because EC2 counts requests so
        return Call.post(description() + " of " + region, address.resolve("/"), body)
                .repeatably()
                .limitedTo(LIMIT)
                .header("Accept", "*/*")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    private static int days(FeedAccess access) {
        String said = access.variable(DAYS);
        if (said == null) {
            return USUAL_DAYS;
        }
        if (said.matches("\\d{1,2}")) {
            int days = Integer.parseInt(said);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        }
        throw new CallersMistake(DAYS + " is a number of days from 1 to " + MOST_DAYS + ", not " + said);
    }
}
