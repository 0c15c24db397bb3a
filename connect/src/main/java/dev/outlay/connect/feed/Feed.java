package dev.outlay.connect.feed;

import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import java.util.List;

/// A provider's own list of prices, asked for over the network.
///
/// Its source reads the whole list anew and hands over a [dev.outlay.ledger.Price] for each price it understands
/// and a [dev.outlay.ledger.Refusal] for each row it does not, both made by a [FeedPage]. What could not be asked
/// for goes to [FeedAccess#missing], and reading goes on with the rest; only a list that gives nothing at all
/// throws [dev.outlay.ledger.SourceException]. What is new, what is implausible and whether the whole shrank is
/// none of a feed's business: [PriceFetch] sees to it. Thread-safe.
public interface Feed {

    /// The word by which people ask for it, which is the catalog's for the provider: `azure`, `vast-ai`. One
    /// provider may have several feeds, whose names then differ: `aws`, `aws-spot`.
    String name();

    /// The catalog's short name of the provider whose prices these are.
    String provider();

    /// What it is, for a person: `Azure Retail Prices`.
    String description();

    /// The variables of the environment without which it cannot be asked; empty where it takes no credentials, and
    /// where they come from the provider's own chain.
    default List<String> needs() {
        return List.of();
    }

    /// The list as it is now. Nothing is asked for before it is read.
    Source source(FeedAccess access);

    /// The source of this feed that reads in a way: what [#source] is made with.
    default FeedSource readBy(Reading reading) {
        return new FeedSource(this, reading);
    }
}
