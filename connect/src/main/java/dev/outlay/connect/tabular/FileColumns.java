package dev.outlay.connect.tabular;

import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a file with a table in it says of itself before its first row. Thread-safe.
public final class FileColumns {

    private FileColumns() {}

    /// Whether a file is Parquet. Throws [SourceException] where it cannot be read or is plainly no table.
    public static boolean isParquet(Path file) throws SourceException {
        return TableFile.isParquet(file);
    }

    /// The names in the first line of comma-separated text, which may be compressed with gzip, as they are written.
    /// Throws [SourceException] where there is no such line.
    public static List<String> ofText(Path file) throws SourceException {
        try (InputStream in = TableFile.text(file, _ -> {})) {
            var scanner = new RecordScanner(in);
            if (!scanner.next()) {
                throw SourceException.callersMistake(file + " holds no line of text.");
            }
            String problem = scanner.problem();
            if (problem != null) {
                throw SourceException.callersMistake(
                        file + " is no table of comma-separated text: in its first line, " + problem + ".");
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < scanner.fields(); i++) {
                names.add(scanner.text(i));
            }
            return names;
        } catch (IOException e) {
            throw TableFile.unreadable(file, e);
        }
    }
}
