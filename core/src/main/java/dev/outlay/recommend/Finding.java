package dev.outlay.recommend;

import dev.outlay.units.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// Who found what, about what, in which span: the identity of an advice.
///
/// The id is made of the advisor and the subject's key alone, so the same finding has the same id tomorrow, with
/// other figures. Throws [IllegalArgumentException] on a blank advisor. Immutable and thread-safe.
public record Finding(String advisor, Category category, Subject subject, Span span) {

    private static final int ID_BYTES = 5;

    public Finding {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(span, "span");
        if (advisor.isBlank()) {
            throw new IllegalArgumentException("a finding names its advisor: '" + advisor + "'");
        }
    }

    /// Such as `idle-gpu-3fa2b91c07`.
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((advisor + "\n" + subject.key()).getBytes(StandardCharsets.UTF_8));
            return advisor + "-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
