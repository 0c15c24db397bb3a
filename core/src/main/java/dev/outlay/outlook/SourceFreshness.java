package dev.outlay.outlook;

import dev.outlay.ledger.ChargeStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How fresh the charges of one provider and category of services are, metered and billed apart.
///
/// `provider` and `category` are null where charges do not say. `kind` is [ChargeStatus#METERED] or
/// [ChargeStatus#BILLED]. `chargedTo` is the end of the last UTC day in which a charge starts, of today the end of
/// the last such hour; `age` is the time since then, nothing where charges reach up to now. Immutable and
/// thread-safe.
public record SourceFreshness(
        @Nullable String provider,
        @Nullable String category,
        ChargeStatus kind,
        Instant firstCharge,
        Instant chargedTo,
        Duration age,
        State state) {

    /// What the age means.
    public enum State {
        /// Yesterday is there, as every day before.
        FRESH,
        /// Charges came day by day and are missing since; metered for up to a week, billed for up to forty days.
        LATE,
        /// Charges came day by day and have not for so long that they are taken to have ended.
        ENDED,
        /// Charges come now and then, so that a gap tells nothing.
        OCCASIONAL
    }
}
