package dev.outlay.connect;

import dev.outlay.connect.file.RateCardFile;
import dev.outlay.pricing.RateCards;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rate cards that the file `rate-card.yaml` of a home or another file states.
///
/// The file is read when it is first needed and again whenever it has changed. Without the file of the home there
/// is no card, and no YAML is loaded; a file that was named must be there. Thread-safe.
public final class RateCardSettings implements Supplier<RateCards> {

    private final FollowedFile<RateCards> file;

    private RateCardSettings(FollowedFile<RateCards> file) {
        this.file = file;
    }

    /// The cards of a home, or of a file that was named in their place.
    public static RateCardSettings of(Home home, @Nullable Path named) {
        return new RateCardSettings(
                named == null
                        ? new FollowedFile<>(home.rateCardFile(), RateCards.NONE, "", RateCardFile::read)
                        : new FollowedFile<>(named, null, "--rate-card", RateCardFile::read));
    }

    /// What is stated now. Throws [dev.outlay.units.CallersMistake], naming file and line, where it is not
    /// understood.
    @Override
    public RateCards get() {
        return file.get();
    }
}
