package dev.outlay.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a figure may be believed: how sure it is, in the source's own words, as of when, and who says so.
///
/// `kind` holds the words of the source, such as `estimate: on-demand less AWS Spot Advisor saving of 2025-06-28`;
/// `confidence` is what they amount to. No date means that the source names none. Throws [IllegalArgumentException]
/// on blank words or a blank source. Immutable and thread-safe.
public record Basis(
        Confidence confidence, String kind, @Nullable PriceDate date, String source) {

    public Basis {
        Objects.requireNonNull(confidence, "confidence");
        if (kind.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException(
                    "a figure says its kind and its source: '" + kind + "', '" + source + "'");
        }
    }

    /// A basis whose confidence follows from the source's words.
    public static Basis of(String kind, @Nullable PriceDate date, String source) {
        return new Basis(Confidence.of(kind), kind, date, source);
    }

    /// One line for a person: `published, 2026-07-20, AWS price list`.
    @Override
    public String toString() {
        return kind + ", " + (date == null ? "no date" : date) + ", " + source;
    }
}
