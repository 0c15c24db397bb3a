package dev.outlay.ledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a fact comes from.
///
/// `id` is the identity of the fact in the ledger: reading the same thing twice gives the same id, whatever the
/// file was called. It starts with the source's name, such as `usage/pod-7/2026-10-01T00`. `document` is the file,
/// feed or rule it was first read from, `line` the line in it, counted from 1; null where the document has no
/// lines. Throws [IllegalArgumentException] on a blank id or document and a line below 1. Immutable and
/// thread-safe.
public record Origin(String id, String document, @Nullable Long line) {

    public Origin {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(document, "document");
        if (id.isBlank() || document.isBlank()) {
            throw new IllegalArgumentException(
                    "an origin names an id and a document: '" + id + "', '" + document + "'");
        }
        if (line != null && line < 1) {
            throw new IllegalArgumentException("lines are counted from 1: " + line + " of " + document);
        }
    }

    /// The origin of a fact that stands in no line of a document.
    public static Origin of(String id, String document) {
        return new Origin(id, document, null);
    }

    /// Where to look, for a person: `bill.csv line 7`.
    public String where() {
        return line == null ? document : document + " line " + line;
    }
}
