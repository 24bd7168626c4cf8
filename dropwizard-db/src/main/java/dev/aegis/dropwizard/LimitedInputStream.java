package dev.aegis.dropwizard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/** A request's body that ends in 413 when it is longer than allowed, and in 408 when the client stops sending. */
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
        int value = timed(super::read);
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = timed(() -> super.read(buffer, offset, length));
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

    /** Jetty waits for a client as long as its connector allows; it is the client's fault, not ours. */
    private static int timed(Read read) throws IOException {
        try {
            return read.read();
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new ProblemException(HttpProblems.of(408));
            }
            throw e;
        }
    }

    private interface Read {
        int read() throws IOException;
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
            int read = timed(() -> in.read(discarded));
            if (read < 0) {
                break;
            }
            total += read;
        }
    }
}
