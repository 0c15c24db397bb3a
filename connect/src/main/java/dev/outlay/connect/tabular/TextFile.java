package dev.outlay.connect.tabular;

import dev.outlay.ledger.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;

/// A file of text in UTF-8, or the same compressed with gzip, for sources that find their records themselves.
/// Immutable and thread-safe.
public record TextFile(Path path, Progress progress) {

    public TextFile {
        path = path.toAbsolutePath().normalize();
    }

    /// The name of the file, by which origins call it.
    public String document() {
        return Objects.requireNonNull(path.getFileName(), "a file has a name").toString();
    }

    /// The text from the start, without a byte order mark. Progress is told as bytes are read, without records.
    /// Throws [SourceException] where there is no file, and where it holds no text.
    public InputStream open() throws SourceException {
        if (TableFile.isParquet(path)) {
            throw SourceException.callersMistake(document() + " is a Parquet file, but text is expected here.");
        }
        try {
            long size = Files.size(path);
            long[] read = {0};
            return TableFile.text(path, count -> {
                read[0] += count;
                progress.at(read[0], size, 0);
            });
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// What is said where reading fails on the way.
    public SourceException broken(IOException e) {
        return switch (e) {
            case ZipException _, EOFException _ ->
                SourceException.callersMistake(document() + " is a damaged gzip file: " + TableFile.reason(e) + ".");
            default -> TableFile.unreadable(path, e);
        };
    }
}
