package dev.outlay.forecast;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The format in which most multiplications run.
enum NumberFormat {
    FP32,
    TF32,
    HALF,
    FP8;

    /// The format of a precision as written, such as `bf16-mixed` or `amp`; training in mixed 16-bit precision is
    /// the custom where nothing is written. Throws [IllegalArgumentException] on a word that names none.
    static NumberFormat of(@Nullable String precision) {
        if (precision == null || precision.isBlank()) {
            return HALF;
        }
        String text = precision.toLowerCase(Locale.ROOT);
        if (text.contains("fp8") || text.contains("float8")) {
            return FP8;
        }
        if (text.contains("16") || text.contains("amp") || text.contains("mixed") || text.contains("half")) {
            return HALF;
        }
        if (text.contains("tf32")) {
            return TF32;
        }
        if (text.contains("32")) {
            return FP32;
        }
        throw new IllegalArgumentException(
                "no precision is called '" + precision + "': use fp32, tf32, fp16-mixed, bf16-mixed or fp8-mixed");
    }
}
