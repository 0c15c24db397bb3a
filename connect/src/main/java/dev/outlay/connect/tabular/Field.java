package dev.outlay.connect.tabular;

/// What a field is before it is given a meaning.
final class Field {

    private Field() {}

    /// Whether a field says nothing: it is empty, two quotes, or the word NULL without quotes.
    static boolean isAbsent(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 0 -> true;
            case 2 -> bytes[from] == '"' && bytes[from + 1] == '"';
            case 4 -> bytes[from] == 'N' && bytes[from + 1] == 'U' && bytes[from + 2] == 'L' && bytes[from + 3] == 'L';
            default -> false;
        };
    }

    /// Whether a field without quotes around it needs them in a chunk.
    static boolean needsQuotes(byte[] bytes, int from, int to) {
        if (bytes[from] == '"') {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"' || bytes[at] == '\r') {
                return true;
            }
        }
        return false;
    }
}
