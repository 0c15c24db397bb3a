package dev.outlay.connect.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Texts within the limits of receivers. Thread-safe.
public final class Shortened {

    private static final String MORE = "…";

    private Shortened() {}

    /// A text of at most this many characters, cut with `…` where it is longer, and never within a character.
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MORE;
    }

    /// A key of at most this many characters, at least 80: one that is longer ends with a hash of all of it, so
    /// that different keys stay different.
    public static String key(int most, String key) {
        return key.length() <= most ? key : key.substring(0, most - 65) + "~" + hash(key);
    }

    /// The SHA-256 of a text, as 64 hexadecimal digits.
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
