package dev.outlay.connect.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the records of comma-separated text as RFC 4180 describes it, in bytes and within bounded memory.
///
/// Fields stay where they were read: [#from] and [#to] bound the field, the quotes around it left out, in [#bytes]
/// until the next call of [#next]. A record that is none, such as a quote never closed, is given as its first line
/// with a [#problem]; reading goes on after that line. Not thread-safe.
final class RecordScanner {

    /// A record may take this many bytes; a longer one is no table any more.
    static final int LONGEST = 1 << 20;

    // what a byte may be, as bits, so that marks are the sum of what was met; 0 is any byte that means itself
    private static final int COMMA = 1;
    private static final int NEWLINE = 2;
    private static final int BREAK = COMMA | NEWLINE;
    private static final int QUOTE = 4;
    private static final int RETURN = 8;
    // outside of ASCII, or zero
    private static final int ODD = 16;
    // no byte, but that the field had quotes around it
    private static final int QUOTED = 32;
    private static final int SPECIAL = COMMA | NEWLINE | QUOTE | RETURN;
    private static final byte[] KINDS = kinds();

    private final InputStream in;
    private final byte[] bytes = new byte[4 * LONGEST + 1];
    private int position;
    private int limit;
    private boolean ended;
    private long nextLine = 1;

    private int[] from = new int[64];
    private int[] to = new int[64];
    private int[] met = new int[64];
    private int fields;
    private int start;
    private int end;
    private long line;
    private int marks;
    private int fieldMarks;
    private @Nullable String problem;

    RecordScanner(InputStream in) {
        this.in = in;
    }

    /// Goes to the next record that is not blank; false after the last one. Throws [TooLong] on a record beyond all
    /// bounds.
    boolean next() throws IOException {
        do {
            if (position == limit && !fill()) {
                return false;
            }
            line = nextLine;
            while (!scan()) {
                // the record reaches beyond what is in memory: move it to the front, read on and scan it again
                fill();
                nextLine = line;
            }
            problem = problem == null ? oddity() : problem;
        } while (problem == null && fields == 1 && from[0] == to[0] && met[0] == 0);
        return true;
    }

    /// Scans one record from `position`; false where more bytes are needed to find its end.
    private boolean scan() throws TooLong {
        start = position;
        fields = 0;
        marks = 0;
        problem = null;
        int at = start;
        while (true) {
            int first = at;
            int last;
            fieldMarks = 0;
            if (at < limit && bytes[at] == '"') {
                at = afterQuoted(at + 1);
                if (at < 0) {
                    return (ended || limit - start > LONGEST) && firstLine("a quote is opened and never closed");
                }
                first++;
                last = at - 1;
                // the sentinel stands for a newline that may still come
                if (at < limit && bytes[at] == '\r' && bytes[at + 1] == '\n') {
                    at++;
                }
                if (at < limit && bytes[at] != ',' && bytes[at] != '\n') {
                    return firstLine("text follows a closing quote: write a quote within a quoted field as two");
                }
            } else {
                int kind;
                while (((kind = KINDS[bytes[at] & 0xff]) & BREAK) == 0) {
                    fieldMarks |= kind;
                    at++;
                }
                last = at;
                if ((fieldMarks & RETURN) != 0 && bytes[at] == '\n' && bytes[at - 1] == '\r') {
                    last--;
                }
            }
            boolean atEnd = at >= limit;
            if (atEnd && !ended) {
                return bounded();
            }
            add(first, last);
            if (atEnd || bytes[at] == '\n') {
                return finish(at, atEnd ? at : at + 1);
            }
            at++;
        }
    }

    private boolean finish(int recordEnd, int next) throws TooLong {
        if (recordEnd - start > LONGEST) {
            throw new TooLong(line);
        }
        end = recordEnd;
        position = next;
        nextLine++;
        return true;
    }

    /// The place after the closing quote of a field, or -1 where it is not in memory.
    private int afterQuoted(int first) {
        int at = first;
        fieldMarks = QUOTED;
        while (true) {
            int kind = KINDS[bytes[at] & 0xff];
            if (kind <= COMMA) {
                fieldMarks |= kind;
                at++;
            } else if (at >= limit) {
                return -1;
            } else if (kind != QUOTE) {
                nextLine += kind == NEWLINE ? 1 : 0;
                fieldMarks |= kind;
                at++;
            } else if (at + 1 >= limit && !ended) {
                return -1;
            } else if (at + 1 < limit && bytes[at + 1] == '"') {
                fieldMarks |= QUOTE;
                at += 2;
            } else {
                return at + 1;
            }
        }
    }

    /// Gives up on a record: its first line is the problem's, and the next record starts after it.
    private boolean firstLine(String reason) throws TooLong {
        int at = start;
        while (bytes[at] != '\n') {
            at++;
        }
        if (at >= limit && !ended) {
            return bounded();
        }
        nextLine = line;
        fields = 0;
        fieldMarks = ODD;
        add(start, Math.min(at, limit));
        problem = reason;
        return finish(Math.min(at, limit), at >= limit ? limit : at + 1);
    }

    /// More bytes are needed, unless there are too many already.
    private boolean bounded() throws TooLong {
        if (limit - start > LONGEST) {
            throw new TooLong(line);
        }
        return false;
    }

    private void add(int first, int last) {
        if (fields == from.length) {
            from = Arrays.copyOf(from, 2 * fields);
            to = Arrays.copyOf(to, 2 * fields);
            met = Arrays.copyOf(met, 2 * fields);
        }
        marks |= fieldMarks;
        met[fields] = fieldMarks;
        from[fields] = first;
        to[fields++] = last;
    }

    /// Reads on until the buffer is full or the input ends; false where there is nothing any more.
    private boolean fill() throws IOException {
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        limit -= position;
        position = 0;
        int read = in.readNBytes(bytes, limit, bytes.length - 1 - limit);
        limit += read;
        ended = limit < bytes.length - 1;
        // ends every search, so that the loops need not look for the limit at each byte
        bytes[limit] = '\n';
        return limit > 0;
    }

    private @Nullable String oddity() {
        if ((marks & ODD) == 0) {
            return null;
        }
        for (int at = start; at < end; at++) {
            if (bytes[at] == 0) {
                return "the line holds a zero byte: save the file as UTF-8 text";
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return null;
        } catch (CharacterCodingException e) {
            return "the line is not UTF-8, it may be Latin-1 or Windows-1252: save the file as UTF-8";
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int fields() {
        return fields;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// The line of the file that the record starts on, from 1.
    long line() {
        return line;
    }

    /// Whether a field says nothing: it is empty, or the word NULL without quotes.
    boolean isAbsent(int field) {
        int first = from[field];
        int length = to[field] - first;
        if (length != 4 || bytes[first] != 'N' || (met[field] & QUOTED) != 0) {
            return length == 0;
        }
        return bytes[first + 1] == 'U' && bytes[first + 2] == 'L' && bytes[first + 3] == 'L';
    }

    /// Writes a field in the one form it has, with quotes where it needs them; the place after it is returned.
    int write(int field, byte[] out, int at) {
        int first = from[field];
        int last = to[field];
        int special = met[field] & (SPECIAL | QUOTED);
        if ((special & SPECIAL) == 0) {
            System.arraycopy(bytes, first, out, at, last - first);
            return at + last - first;
        }
        int end = at;
        out[end++] = '"';
        for (int i = first; i < last; i++) {
            if (bytes[i] == '"' && (special & QUOTED) == 0) {
                out[end++] = '"';
            }
            out[end++] = bytes[i];
        }
        out[end++] = '"';
        return end;
    }

    /// Whether the bytes of a field are its text: none stands for another.
    boolean isVerbatim(int field) {
        return (met[field] & (QUOTE | QUOTED)) != (QUOTE | QUOTED);
    }

    /// Why this is no record, null where it is one.
    @Nullable
    String problem() {
        return problem;
    }

    /// The text of a field, without quotes around it.
    String text(int field) {
        var text = new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
        return (met[field] & QUOTED) == 0 ? text : text.replace("\"\"", "\"");
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, 128, 256, (byte) ODD);
        kinds[0] = ODD;
        kinds[','] = COMMA;
        kinds['\n'] = NEWLINE;
        kinds['"'] = QUOTE;
        kinds['\r'] = RETURN;
        return kinds;
    }

    /// A record beyond all bounds.
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        TooLong(long line) {
            super("line " + line + " is longer than 1 MiB");
        }
    }
}
