package dev.outlay.connect.runpod;

import dev.outlay.connect.feed.Feed;
import dev.outlay.connect.feed.FeedAccess;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.feed.MachineNames;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.RateLimit;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runpod's list prices per GPU and hour, of its secure and its community cloud, and the lowest bid in each. A
/// price is the same in every place.
///
/// Prices are answered without credentials; with `RUNPOD_API_KEY` it is asked as that account. Thread-safe.
public final class RunpodPrices implements Feed {

    private static final String USUAL = "https://api.runpod.io/graphql";
    private static final String KEY = "RUNPOD_API_KEY";
    private static final RateLimit LIMIT = RateLimit.of(2, Duration.ofSeconds(1));
    private static final String QUERY = """
            {"query": "query GpuTypes($lowestPriceInput: GpuLowestPriceInput, $gpuTypesInput: GpuTypeFilter) \
            { gpuTypes(input: $gpuTypesInput) { id displayName memoryInGb maxGpuCount securePrice communityPrice \
            lowestPrice(input: $lowestPriceInput) { minimumBidPrice uninterruptablePrice stockStatus } } }", \
            "variables": {"gpuTypesInput": {}, "lowestPriceInput": {"gpuCount": 1, "secureCloud": IS_SECURE}}}""";

    @Override
    public String name() {
        return "runpod";
    }

    @Override
    public String provider() {
        return "runpod";
    }

    @Override
    public String description() {
        return "Runpod GPU types";
    }

    @Override
    public Source source(FeedAccess access) {
        return readBy(consumer -> read(access, consumer));
    }

    private void read(FeedAccess access, Consumer<Fact> consumer) throws SourceException {
        var names = new MachineNames(access.catalog(), provider());
        SourceException first = null;
        for (Cloud cloud : Cloud.values()) {
            access.tell(cloud.text() + " cloud");
            try {
                access.read(
                        this,
                        call(access, cloud),
                        (page, body) -> understand(access, page, body, cloud, names, consumer));
            } catch (SourceException e) {
                if (first != null) {
                    throw e;
                }
                first = e;
                access.missing("the " + cloud.text() + " cloud of Runpod: " + e.getMessage());
            }
        }
    }

    private Call call(FeedAccess access, Cloud cloud) {
        Call call = Call.post(
                        description(),
                        access.address(this, USUAL),
                        QUERY.replace("IS_SECURE", Boolean.toString(cloud == Cloud.SECURE)))
                .repeatably()
                .limitedTo(LIMIT)
                .freshFor(FeedAccess.FRESH);
        String key = access.variable(KEY);
        return key == null ? call : call.secret("Authorization", "Bearer " + key);
    }

    private static void understand(
            FeedAccess access,
            FeedPage page,
            InputStream body,
            Cloud cloud,
            MachineNames names,
            Consumer<Fact> consumer)
            throws IOException, WrongField {
        FeedRow answer;
        try (var json = new JsonDocument(body)) {
            json.next();
            answer = FeedRow.of(json.value());
        }
        String error = error(answer);
        if (answer.fields().get("data") == null && error != null) {
            throw new WrongField("errors", error, "the query was not answered: " + error);
        }
        List<Json> types = answer.row("data").list("gpuTypes");
        if (error != null) {
            access.missing("parts of the " + cloud.text() + " cloud of Runpod: " + error);
        }
        int index = 0;
        for (Json value : types) {
            String where = "gpuTypes[" + index++ + "]";
            try {
                new GpuType(FeedRow.of(value), cloud, names).prices(page).forEach(consumer);
            } catch (WrongField e) {
                consumer.accept(page.refusal(value.text(), where, e));
            }
        }
    }

    /// What the interface says is wrong; it answers with status 200 all the same.
    private static @Nullable String error(FeedRow answer) throws WrongField {
        if (!(answer.fields().get("errors") instanceof Json.Items errors)
                || errors.values().isEmpty()) {
            return null;
        }
        return FeedRow.of(errors.values().getFirst()).text("message");
    }
}
