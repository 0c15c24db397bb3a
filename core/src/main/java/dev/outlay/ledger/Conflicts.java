package dev.outlay.ledger;

import java.time.Instant;

/// What every ledger says of a second fact with a known id and other content. Thread-safe.
public final class Conflicts {

    private Conflicts() {}

    /// The refusal of a fact whose id stands for other content already.
    ///
    /// Its own id is made of that id and the place of the second fact, so that meeting it again adds nothing.
    public static Refusal refusal(Fact known, Fact second) {
        return refusal(second.origin(), second.at(), known.origin().where());
    }

    /// See [#refusal(Fact, Fact)], where only the place of the known fact is at hand.
    public static Refusal refusal(Origin second, Instant at, String knownWhere) {
        return new Refusal(
                new Origin("refused/" + second.id() + "/" + second.where(), second.document(), second.line()),
                at,
                "id",
                second.id(),
                "the id " + second.id() + " is in the ledger with other content, read from " + knownWhere
                        + ": facts are never changed, so give the corrected line an id of its own");
    }
}
