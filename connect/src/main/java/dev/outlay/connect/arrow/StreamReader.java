package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the rows of an `ArrowArrayStream` that a database gives, where they lie: what a driver makes of each value
/// takes several times as long.
///
/// The values are texts, whole numbers of 64 bits, flags, timestamps in microseconds, and decimals of 128 bits with
/// 18 fractional digits. Asking for a value of another kind than the column's throws [IllegalStateException], but a
/// column of whatever kind may have no value. Not thread-safe; the threads that use it one after the other have to see
/// each other's work.
public final class StreamReader implements AutoCloseable {

    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle GIVE = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SAY = LINKER.downcallHandle(FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle RELEASE = LINKER.downcallHandle(FunctionDescriptor.ofVoid(ADDRESS));
    private static final int SCALE = 18;
    // the format of a column that has no value in any row, and no buffer
    private static final String NOTHING = "n";

    private final Arena arena = Arena.ofShared();
    private final MemorySegment stream;
    private final MemorySegment array = arena.allocate(Structures.ARRAY_BYTES, 8);
    private final Place[] columns;
    private long rows;
    private long row;
    private boolean ended;

    /// The stream at an address, which is this reader's from now on.
    public StreamReader(long address) {
        stream = MemorySegment.ofAddress(address).reinterpret(Structures.STREAM_BYTES);
        MemorySegment schema = arena.allocate(Structures.SCHEMA_BYTES, 8);
        give(stream.get(ADDRESS, 0), schema);
        columns = new Place[Math.toIntExact(schema.get(JAVA_LONG, 32))];
        long children = schema.get(JAVA_LONG, 40);
        for (int i = 0; i < columns.length; i++) {
            long child = ALL.get(JAVA_LONG, children + 8L * i);
            columns[i] = new Place(ALL.getString(ALL.get(JAVA_LONG, child)));
        }
        release(schema, Structures.SCHEMA_RELEASE);
    }

    /// Where the values of a column of the present batch lie, and the text that it gave last: neighbours are often
    /// alike.
    private static final class Place {

        private final String format;
        // the bit of each row; 0 where every row has a value
        private long present;
        private long offset;
        private long values;
        private long texts;
        private byte[] bytes = new byte[64];
        private int length = -1;
        private String text = "";

        Place(String format) {
            this.format = format;
        }
    }

    /// Goes to the next row; false after the last. Throws [IllegalStateException] with what the database says where
    /// it fails.
    public boolean next() {
        row++;
        while (row >= rows && !ended) {
            nextBatch();
        }
        return !ended;
    }

    public @Nullable String text(int column) {
        Place place = columns[column];
        long at = place.offset + row;
        if (isAbsent(place, at, "u")) {
            return null;
        }
        int from = ALL.get(JAVA_INT_UNALIGNED, place.values + 4 * at);
        int length = ALL.get(JAVA_INT_UNALIGNED, place.values + 4 * at + 4) - from;
        long start = place.texts + from;
        if (length == place.length
                && MemorySegment.mismatch(ALL, start, start + length, MemorySegment.ofArray(place.bytes), 0, length)
                        < 0) {
            return place.text;
        }
        if (place.bytes.length < length) {
            place.bytes = new byte[2 * length];
        }
        MemorySegment.copy(ALL, JAVA_BYTE, start, place.bytes, 0, length);
        place.length = length;
        place.text = new String(place.bytes, 0, length, StandardCharsets.UTF_8);
        return place.text;
    }

    /// A whole number, or the microseconds of a timestamp; null where there is no value.
    public @Nullable Long number(int column) {
        Place place = columns[column];
        long at = place.offset + row;
        return isAbsent(place, at, place.format.equals("l") ? "l" : "tsu:") ? null : (Long) ALL.get(JAVA_LONG_UNALIGNED, place.values + 8 * at);
    }

    /// False where there is no value.
    public boolean flag(int column) {
        Place place = columns[column];
        long at = place.offset + row;
        return !isAbsent(place, at, "b") && bit(place.values, at);
    }

    public @Nullable BigDecimal decimal(int column) {
        Place place = columns[column];
        long at = place.offset + row;
        if (isAbsent(place, at, "d:38,18,128")) {
            return null;
        }
        long lower = ALL.get(JAVA_LONG_UNALIGNED, place.values + 16 * at);
        long upper = ALL.get(JAVA_LONG_UNALIGNED, place.values + 16 * at + 8);
        if (upper == lower >> (Long.SIZE - 1)) {
            return BigDecimal.valueOf(lower, SCALE);
        }
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(upper)
                .putLong(lower)
                .array();
        return new BigDecimal(new BigInteger(bytes), SCALE);
    }

    private static boolean isAbsent(Place place, long at, String format) {
        if (place.format.equals(NOTHING) || (place.present != 0 && !bit(place.present, at))) {
            return true;
        }
        if (!place.format.equals(format)) {
            throw new IllegalStateException(
                    "a value of the format " + place.format + " was asked for as " + format);
        }
        return false;
    }

    private static boolean bit(long bits, long at) {
        return (ALL.get(JAVA_BYTE, bits + at / 8) >> (at % 8) & 1) != 0;
    }

    private void nextBatch() {
        release(array, Structures.ARRAY_RELEASE);
        give(stream.get(ADDRESS, 8), array);
        ended = array.get(ADDRESS, Structures.ARRAY_RELEASE).equals(MemorySegment.NULL);
        row = 0;
        rows = ended ? 0 : array.get(JAVA_LONG, 0);
        if (!ended) {
            place(array.get(JAVA_LONG, 48));
        }
    }

    private void give(MemorySegment function, MemorySegment out) {
        try {
            int failed = (int) GIVE.invokeExact(function, stream, out);
            if (failed != 0) {
                var said = (MemorySegment) SAY.invokeExact(stream.get(ADDRESS, 16), stream);
                throw new IllegalStateException(
                        said.equals(MemorySegment.NULL)
                                ? "the database gives no more rows"
                                : said.reinterpret(Long.MAX_VALUE).getString(0));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a batch of rows was not given", e);
        }
    }

    // the fields of each child in the order of the specification
    private void place(long children) {
        for (int i = 0; i < columns.length; i++) {
            Place place = columns[i];
            if (!place.format.equals(NOTHING)) {
                long child = ALL.get(JAVA_LONG, children + 8L * i);
                long buffers = ALL.get(JAVA_LONG, child + 40);
                place.offset = ALL.get(JAVA_LONG, child + 16);
                // where no value is absent there need be no bits, whatever stands there
                place.present = ALL.get(JAVA_LONG, child + 8) == 0 ? 0 : ALL.get(JAVA_LONG, buffers);
                place.values = ALL.get(JAVA_LONG, buffers + 8);
                place.texts = place.format.equals("u") ? ALL.get(JAVA_LONG, buffers + 16) : 0;
            }
        }
    }

    private static void release(MemorySegment structure, long field) {
        MemorySegment function = structure.get(ADDRESS, field);
        if (!function.equals(MemorySegment.NULL)) {
            try {
                RELEASE.invokeExact(function, structure);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a structure of rows was not released", e);
            }
        }
    }

    /// Gives everything back to the database; nothing may be read any more.
    @Override
    public void close() {
        release(array, Structures.ARRAY_RELEASE);
        release(stream, Structures.STREAM_RELEASE);
        arena.close();
    }
}
