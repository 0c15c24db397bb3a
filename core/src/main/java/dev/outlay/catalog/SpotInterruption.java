package dev.outlay.catalog;

/// How often a provider took machines of a type back, as the band it publishes: `<5%` a month.
///
/// `band` orders them from 0 (rarest) to 4; `savingPercent` is the saving over the on-demand price published with
/// it, below zero where spot was dearer than on demand. Throws [IllegalArgumentException] on another band or a
/// saving above 100. Immutable and thread-safe.
public record SpotInterruption(int band, String perMonth, int savingPercent, String operatingSystem, Basis basis) {

    public SpotInterruption {
        if (band < 0 || band > 4 || savingPercent > 100) {
            throw new IllegalArgumentException(
                    "a band is 0 to 4 and a saving at most 100 percent: " + band + ", " + savingPercent);
        }
    }
}
