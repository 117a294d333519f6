package io.riskmonitor.feed;

import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text line by line in bounded memory; CR, LF and CRLF each end a line. */
final class Lines {
    /** A line that is longer is cut here. */
    static final int MAX_LINE = 1 << 20;

    private static final int LOOK_AHEAD = 1 << 16;

    private final BufferedReader text;

    Lines(BufferedReader text) {
        this.text = text;
    }

    /** The first 64 Ki characters without leading blanks, still to be read. */
    static String start(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD + 1);
        char[] buffer = new char[LOOK_AHEAD];
        int length = 0;
        int count = text.read(buffer, 0, LOOK_AHEAD);
        while (count > 0) {
            length += count;
            count = length < LOOK_AHEAD ? text.read(buffer, length, LOOK_AHEAD - length) : -1;
        }
        text.reset();
        return new String(buffer, 0, length).stripLeading();
    }

    /** The next line that is not blank, cut at {@link #MAX_LINE}; null at the end. */
    @Nullable
    String next() throws IOException {
        String line = nextOrBlank();
        while (line != null && line.isBlank()) {
            line = nextOrBlank();
        }
        return line;
    }

    /** CRLF gives a blank line between, which nobody sees. */
    private @Nullable String nextOrBlank() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = text.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && c != '\r'; c = text.read()) {
            if (line.length() < MAX_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What to say of a line that was cut. */
    static Problem tooLong(String line) {
        return Problem.ofRow(Reason.ROW_TOO_LONG, line, "the line has more than " + MAX_LINE + " characters");
    }
}
