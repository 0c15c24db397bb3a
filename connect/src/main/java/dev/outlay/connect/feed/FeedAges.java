package dev.outlay.connect.feed;

import dev.outlay.alert.FeedAge;
import java.nio.file.Path;
import java.util.List;

/// How price feeds went the last time, as it is kept beside the ledger, without asking any.
public final class FeedAges {

    private FeedAges() {}

    /// The ages of feeds that were fetched into a folder; see [FeedSettings#folder].
    public static List<FeedAge> of(Path folder, List<Feed> feeds) {
        Path states = PriceFetch.states(folder);
        return feeds.stream()
                .map(feed -> {
                    FeedState state = FeedState.read(states, feed.name());
                    return FeedAge.of(
                            feed.name(),
                            state.status().text(),
                            state.status().isFailed(),
                            state.lastGood(),
                            state.reason());
                })
                .toList();
    }
}
