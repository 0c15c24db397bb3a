package dev.outlay.catalog;

import java.util.Locale;

/// How sure a figure of the catalog is, strongest first.
///
/// It sums up the source's own words, which [Basis#kind()] keeps; the table of words is in the reference of the
/// catalog.
public enum Confidence {
    /// Stated as such by the seller, the maker or the body that measures it.
    PUBLISHED,
    /// Seen in the market at one moment, such as a spot price in a snapshot.
    OBSERVED,
    /// Plain arithmetic on published figures of the same thing: a sum of parts, a price times a count.
    CALCULATED,
    /// Carried over from something close to it: another size, another region, another card of the family.
    DERIVED,
    /// Modelled or averaged: right in size, not in its digits.
    ESTIMATE,
    /// Recalled or read second-hand, and not checked against its document.
    UNVERIFIED;

    /// The confidence that a source's words stand for, such as `published` or `sum of parts`.
    ///
    /// Throws [IllegalArgumentException] on words it does not know: what they mean is to be decided, not guessed.
    public static Confidence of(String words) {
        String said = words.strip().toLowerCase(Locale.ROOT);
        if (said.contains("recalled") || said.startsWith("unverified")) {
            return UNVERIFIED;
        }
        if (said.startsWith("estimate")
                || said.equals("published estimate")
                || said.equals("modelled")
                || said.equals("method constant")
                || said.equals("country-average")
                || said.equals("world-average")
                || said.equals("cloud-carbon-footprint factor")) {
            return ESTIMATE;
        }
        if (said.startsWith("derived")
                || said.equals("medium")
                || said.startsWith("same-grid-proxy:")
                || said.startsWith("subregion:")) {
            return DERIVED;
        }
        if (said.startsWith("sum of parts")
                || said.startsWith("computed")
                || said.equals("per-gpu price times count")
                || said.equals("hourly price times 730")) {
            return CALCULATED;
        }
        if (said.startsWith("observed")) {
            return OBSERVED;
        }
        if (said.equals("high")
                || said.equals("published")
                || said.startsWith("published 2")
                || said.equals("published-by-provider")) {
            return PUBLISHED;
        }
        throw new IllegalArgumentException("no confidence is set for the words of a source: " + words);
    }

    /// How it is written on screens and in files, such as `published`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The less sure of two: a sum is as sure as its weakest part.
    public Confidence or(Confidence other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
