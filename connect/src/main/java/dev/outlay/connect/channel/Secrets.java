package dev.outlay.connect.channel;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where secrets are kept: variables of the environment, and files. Settings hold references, never secrets.
///
/// `environment` answers null for a variable that is not set; paths that are not absolute start at `folder`.
/// Thread-safe.
public record Secrets(Function<String, @Nullable String> environment, Path folder) {

    private static final String VARIABLE = "env:";
    private static final String FILE = "file:";
    private static final long LARGEST = 16L << 10;

    public Secrets {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(folder, "folder");
    }

    /// See the constructor, whose nullness other modules do not see: it is written in the record's header only.
    public static Secrets of(Function<String, @Nullable String> environment, Path folder) {
        return new Secrets(environment, folder);
    }

    /// The secret that `env:NAME` or `file:PATH` refers to. Throws [IllegalArgumentException], without the text, on
    /// anything else: it may be the secret itself.
    public Secret at(String reference) {
        if (!isReference(reference)) {
            throw new IllegalArgumentException("a secret does not stand in a file of settings: keep it in a variable"
                    + " of the environment or in a file, and write env:NAME or file:PATH here");
        }
        return new Secret(reference.strip(), this);
    }

    /// Whether a text refers to a secret.
    static boolean isReference(String text) {
        String reference = text.strip();
        return (reference.startsWith(VARIABLE) && reference.length() > VARIABLE.length())
                || (reference.startsWith(FILE) && reference.length() > FILE.length());
    }

    /// What a reference leads to, without blanks around it. Throws [IllegalArgumentException] where that is
    /// nothing.
    String read(String reference) {
        String secret = reference.startsWith(VARIABLE)
                ? environment.apply(reference.substring(VARIABLE.length()))
                : file(reference);
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException(
                    reference.startsWith(VARIABLE)
                            ? "the variable " + reference.substring(VARIABLE.length()) + " is not set"
                            : "the file of " + reference + " is empty");
        }
        return secret.strip();
    }

    private String file(String reference) {
        Path file = folder.resolve(reference.substring(FILE.length()));
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("the file " + file + " is too large to be a secret");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file " + file + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
