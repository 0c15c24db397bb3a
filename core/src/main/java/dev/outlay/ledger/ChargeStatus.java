package dev.outlay.ledger;

import java.util.Locale;

/// How firm a charge is.
public enum ChargeStatus {
    /// Expected, from a plan or a prediction.
    ESTIMATED,
    /// Rated here from measured usage.
    METERED,
    /// Stated by a provider's bill.
    BILLED,
    /// A difference to a charge that came before, such as a re-rated use.
    CORRECTED;

    /// How it is written in files and on screens, such as `metered`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
