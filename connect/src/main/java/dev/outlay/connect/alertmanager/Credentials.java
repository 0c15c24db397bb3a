package dev.outlay.connect.alertmanager;

import dev.outlay.connect.channel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Who asks: a user with a password, a token where there is no user, or nobody where there is no secret.
record Credentials(@Nullable String user, @Nullable Secret secret) {

    static final Credentials NONE = new Credentials(null, null);

    /// The value of the header Authorization with the secret in it.
    String header(String revealed) {
        return user == null
                ? "Bearer " + revealed
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + revealed).getBytes(StandardCharsets.UTF_8));
    }
}
