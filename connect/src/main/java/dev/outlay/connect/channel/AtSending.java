package dev.outlay.connect.channel;

import dev.outlay.alert.Outcome;
import java.net.URI;
import java.util.function.Function;

/// Uses secrets at the moment of sending, where they may have gone since they were checked. Thread-safe.
public final class AtSending {

    private AtSending() {}

    /// What comes of sending to an address that is a secret; to be tried later where it cannot be read.
    public static Outcome address(Secret url, Function<URI, Outcome> sending) {
        URI address;
        try {
            address = ChannelSettings.safe(url.reveal());
        } catch (IllegalArgumentException e) {
            return missing(url, e);
        }
        return sending.apply(address);
    }

    /// What comes of sending with a secret.
    public static Outcome with(Secret secret, Function<String, Outcome> sending) {
        String revealed;
        try {
            revealed = secret.reveal();
        } catch (IllegalArgumentException e) {
            return missing(secret, e);
        }
        return sending.apply(revealed);
    }

    private static Outcome missing(Secret secret, IllegalArgumentException e) {
        return new Outcome.TryLater("the secret " + secret + " cannot be used: " + e.getMessage(), null, true);
    }
}
