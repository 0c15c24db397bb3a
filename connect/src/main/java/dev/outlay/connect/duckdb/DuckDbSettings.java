package dev.outlay.connect.duckdb;

import java.util.regex.Pattern;

/// How much of the machine a DuckDB ledger may take.
///
/// `memoryLimit` is a size such as `2GiB` or a part of the memory such as `50%`; `threads` are those of the database;
/// `readers` is how many questions are answered at the same time. Throws [IllegalArgumentException] on anything else.
/// Immutable and thread-safe.
public record DuckDbSettings(String memoryLimit, int threads, int readers) {

    private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)? ?([KMGT]i?B|%)");

    public DuckDbSettings {
        if (!SIZE.matcher(memoryLimit).matches()) {
            throw new IllegalArgumentException("a memory limit is a size such as 2GiB or 50%: " + memoryLimit);
        }
        if (threads < 1 || readers < 1) {
            throw new IllegalArgumentException(
                    "a ledger needs a thread and a reader: " + threads + " threads, " + readers + " readers");
        }
    }

    /// Half of the memory, every processor, up to four questions at a time.
    public static DuckDbSettings defaults() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new DuckDbSettings("50%", processors, Math.clamp(processors, 1, 4));
    }
}
