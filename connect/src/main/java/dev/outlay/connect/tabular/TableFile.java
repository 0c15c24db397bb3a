package dev.outlay.connect.tabular;

import dev.outlay.ledger.SourceException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// A file with a table in it: comma-separated text, the same compressed with gzip, or Parquet. What it is, its
/// first bytes say, not its name.
final class TableFile {

    private static final int MAGIC = 4;

    private TableFile() {}

    /// Whether the file is Parquet. Throws [SourceException] where it cannot be read or is plainly no table.
    static boolean isParquet(Path file) throws SourceException {
        if (!Files.exists(file)) {
            throw SourceException.callersMistake("there is no file " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw SourceException.callersMistake(file + " is a folder: name the files in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(MAGIC);
            if (start.length == 0) {
                throw SourceException.callersMistake(file + " is empty.");
            }
            if (starts(start, 'P', 'K', 3, 4)) {
                throw SourceException.callersMistake(
                        file + " is a zip archive or a spreadsheet: unpack it, or save it as CSV in UTF-8.");
            }
            return starts(start, 'P', 'A', 'R', '1');
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Why something could not be read, in words; the end of a stream has none of its own.
    static String reason(IOException e) {
        String said = e.getMessage();
        return said == null || said.isBlank() ? "it ends in the middle" : said;
    }

    static SourceException unreadable(Path file, IOException e) {
        String reason = e instanceof java.nio.file.AccessDeniedException ? "access is denied" : reason(e);
        return SourceException.callersMistake("the file " + file + " cannot be read: " + reason + ".");
    }

    /// The text of a file, uncompressed and without a byte order mark; `counted` sees the bytes of the file itself.
    static InputStream text(Path file, Counted counted) throws IOException, SourceException {
        var raw = new BufferedInputStream(new Counting(Files.newInputStream(file), counted), 1 << 16);
        byte[] start = peek(raw);
        InputStream text = starts(start, 0x1f, 0x8b) ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw;
        byte[] mark = peek(text);
        if (starts(mark, 0xff, 0xfe) || starts(mark, 0xfe, 0xff) || Arrays.equals(mark, 1, 2, new byte[1], 0, 1)) {
            text.close();
            throw SourceException.callersMistake(file + " is UTF-16 text: save it as UTF-8.");
        }
        if (starts(mark, 0xef, 0xbb, 0xbf)) {
            text.skipNBytes(3);
        }
        return text;
    }

    private static byte[] peek(InputStream in) throws IOException {
        in.mark(MAGIC);
        byte[] start = in.readNBytes(MAGIC);
        in.reset();
        return start.length < 2 ? Arrays.copyOf(start, 2) : start;
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) with[i]) {
                return false;
            }
        }
        return true;
    }

    /// Sees how many bytes were read.
    interface Counted {
        void read(int count);
    }

    private static final class Counting extends FilterInputStream {

        private final Counted counted;

        Counting(InputStream in, Counted counted) {
            super(in);
            this.counted = counted;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            counted.read(Math.max(count, 0));
            return count;
        }
    }
}
