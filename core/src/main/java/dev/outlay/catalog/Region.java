package dev.outlay.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place where a provider runs machines, with what is known of its grid and its buildings.
///
/// `id` is the provider's own name; [#ANYWHERE] stands for offers whose price does not depend on the place, and its
/// intensity is the world average. `countryIso3`, `country` and `area` are null where the place is not known. `pue`
/// is total energy over computing energy, one average per provider, null where none was found. `intensities` may be
/// empty. Throws [IllegalArgumentException] on a PUE below 1 or on two preferred intensities. Immutable and
/// thread-safe.
public record Region(
        String provider,
        String id,
        String place,
        @Nullable String countryIso3,
        @Nullable String country,
        @Nullable Area area,
        @Nullable BigDecimal pue,
        @Nullable String pueSource,
        List<GridIntensity> intensities) {

    /// The region of offers that hold in every place.
    public static final String ANYWHERE = "any";

    public Region {
        intensities = List.copyOf(intensities);
        if (pue != null && pue.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("a PUE is at least 1: " + provider + " " + id + " " + pue);
        }
        if (intensities.stream().filter(GridIntensity::preferred).count() > 1) {
            throw new IllegalArgumentException("one intensity of a region is preferred: " + provider + " " + id);
        }
    }

    /// The figure to use unless another basis is asked for; empty where the grid's intensity is not known.
    public Optional<GridIntensity> intensity() {
        return intensities.stream().filter(GridIntensity::preferred).findFirst();
    }

    /// Whether a person's words for a place mean this region; see [OfferQuery#regionLike()].
    public boolean isLike(String words) {
        return RegionWords.of(this).matches(words);
    }
}
