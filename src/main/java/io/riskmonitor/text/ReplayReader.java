package io.riskmonitor.text;

import java.io.IOException;
import java.io.Reader;

/**
 * Text that can be read again from a line on. Keeps only the lines that were not yet forgotten, so a parser that lost
 * its way (a quote that never closes) can give up one line and try the next. Lines end at CR, LF or CRLF.
 */
final class ReplayReader extends Reader {
    private static final int SHOWN = 4_000;
    private static final int SLACK = 1 << 16;

    private final Reader source;
    private final StringBuilder kept = new StringBuilder();
    private int start; // where the first line that is kept begins
    private int next; // the next character to hand out
    private long line = 1; // the number of the first line that is kept

    ReplayReader(Reader source) {
        this.source = source;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (next == kept.length()) {
            int count = source.read(into, offset, length);
            if (count > 0) {
                kept.append(into, offset, count);
                next += count;
            }
            return count;
        }
        int count = Math.min(length, kept.length() - next);
        kept.getChars(next, next + count, into, offset);
        next += count;
        return count;
    }

    /** Forgets the lines before {@code wanted}, as far as they were read. */
    void forgetBefore(long wanted) {
        while (line < wanted && start < kept.length()) {
            start = endOfLine(start);
            line++;
        }
        if (start > SLACK) {
            kept.delete(0, start);
            next -= start;
            start = 0;
        }
    }

    /**
     * Drops the first line that is kept and is not empty, however long it is, and goes on reading behind it.
     *
     * @return the line, shortened; empty at the end of the text
     */
    String giveUpLine() throws IOException {
        StringBuilder shown = new StringBuilder();
        next = start;
        int c = read();
        while (c == '\r' || c == '\n') {
            c = read();
        }
        while (c >= 0 && c != '\r' && c != '\n') {
            if (shown.length() < SHOWN) {
                shown.append((char) c);
            }
            if (next == kept.length()) {
                // Everything read so far is part of the line that is given up: an endless line takes no memory.
                kept.setLength(0);
                next = 0;
            }
            c = read();
        }
        // The LF of a CRLF may stay behind: an empty line to the parser, which skips it.
        kept.delete(0, next);
        start = 0;
        next = 0;
        line = 1;
        return shown.toString();
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < kept.length() && kept.charAt(at) != '\r' && kept.charAt(at) != '\n') {
            at++;
        }
        boolean crLf = at + 1 < kept.length() && kept.charAt(at) == '\r' && kept.charAt(at + 1) == '\n';
        return Math.min(kept.length(), at + (crLf ? 2 : 1));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
