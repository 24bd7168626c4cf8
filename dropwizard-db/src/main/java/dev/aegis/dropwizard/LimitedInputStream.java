package dev.aegis.dropwizard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends in 413 when it is longer than allowed. */
final class LimitedInputStream extends FilterInputStream {
    /** A client that still sends would not see an answer on a connection that is closed: so much is read for its sake. */
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final int max;
    private long count;

    LimitedInputStream(InputStream in, int max) {
        super(in);
        this.max = max;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws IOException {
        count += bytes;
        if (count > max) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() throws IOException {
        discardRest();
        return new ProblemException(HttpProblems.tooLarge());
    }

    void discardRest() throws IOException {
        byte[] discarded = new byte[8192];
        for (int total = 0; total < MAX_DISCARDED; ) {
            int read = in.read(discarded);
            if (read < 0) {
                break;
            }
            total += read;
        }
    }
}
