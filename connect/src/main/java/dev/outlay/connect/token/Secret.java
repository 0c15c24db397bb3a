package dev.outlay.connect.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the holder of a token sends: `outlay_`, the id by which it is found, and 256 bits drawn by chance.
///
/// With so many bits a fast fingerprint is enough: there is nothing to guess, unlike with a password. Immutable and
/// thread-safe; its text is told by [#text] alone, never by `toString`.
public final class Secret {

    /// How every such text begins, so that tools which look for leaked secrets can find it.
    public static final String PREFIX = "outlay_";

    private static final Pattern FORM = Pattern.compile("outlay_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String text;

    private Secret(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /// A new one.
    public static Secret draw() {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        return new Secret(
                name,
                PREFIX + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// The secret of a text; empty where it has not the form of one.
    public static Optional<Secret> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new Secret(matcher.group(1), text)) : Optional.empty();
    }

    public String id() {
        return id;
    }

    /// The whole of it, for whoever is to hold it.
    public String text() {
        return text;
    }

    /// What is kept of it: the SHA-256 of the text, in hexadecimal digits.
    public String fingerprint() {
        return HexFormat.of().formatHex(hash());
    }

    /// Whether a fingerprint is of this secret, in a time that does not tell how much of it is right.
    public boolean hasFingerprint(String fingerprint) {
        byte[] other = new byte[0];
        try {
            other = HexFormat.of().parseHex(fingerprint);
        } catch (IllegalArgumentException e) {
            // written by something else: of no secret
            return false;
        }
        return MessageDigest.isEqual(hash(), other);
    }

    private byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + id + "_***";
    }
}
