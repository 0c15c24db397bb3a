package dev.outlay.connect.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that ends with a failure where it is longer than its call allows.
final class BoundedStream extends FilterInputStream {

    private final Call call;
    private long read;

    BoundedStream(InputStream in, Call call) {
        super(in);
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            count(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws HttpFailure {
        read += bytes;
        if (read > call.largestBody()) {
            throw tooLarge(call);
        }
    }

    static HttpFailure tooLarge(Call call) {
        return new HttpFailure(
                HttpFailure.Kind.BROKEN_BODY,
                0,
                call + " answered with more than " + call.largestBody() + " bytes, the most that is taken",
                null);
    }
}
