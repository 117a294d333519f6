package io.riskmonitor.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as UTF-8 text. What is not UTF-8 is neither garbled silently nor fatal: each bad sequence becomes the
 * noncharacter {@link #BAD_BYTES}, which no text may hold, so the row that has it can be refused and the next one read.
 */
public final class Utf8Text {
    /** Stands for bytes that are not UTF-8. Unicode keeps U+FDD0 out of interchange, so it never comes from a source. */
    public static final char BAD_BYTES = '\uFDD0';

    public static final String ENCODING_HINT =
            "bytes that are not UTF-8 (perhaps Latin-1 or Windows-1252); save the file as UTF-8";
    private static final int LOOK_AHEAD = 4_096;
    // More than one NUL in a hundred bytes is no damaged text; fewer cost only their rows.
    private static final int NUL_SHARE = 100;

    private Utf8Text() {}

    /**
     * The text without its byte order mark.
     *
     * @throws UnreadableFileException if the file is empty, UTF-16, or binary
     */
    public static Reader open(InputStream in, String fileName) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, LOOK_AHEAD);
        byte[] head = bytes.readNBytes(LOOK_AHEAD);
        if (head.length == 0) {
            throw new UnreadableFileException(fileName + ": the file is empty");
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            throw new UnreadableFileException(fileName + ": the file is UTF-16; save it as UTF-8");
        }
        if (nuls(head) * NUL_SHARE > head.length) {
            throw new UnreadableFileException(
                    fileName + ": the file is binary or UTF-16, not UTF-8 text: it is full of NUL bytes");
        }
        int mark = startsWith(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        bytes.unread(head, mark, head.length - mark);
        return new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(BAD_BYTES)));
    }

    /** Whether the text came from bytes that are not UTF-8, or holds a NUL. */
    public static boolean isBroken(String text) {
        return text.indexOf(BAD_BYTES) >= 0 || text.indexOf('\0') >= 0;
    }

    /** The text with what stood for bad bytes shown as the replacement character. */
    public static String shown(String text) {
        return text.replace(BAD_BYTES, '\uFFFD');
    }

    private static int nuls(byte[] head) {
        int nuls = 0;
        for (byte b : head) {
            nuls += b == 0 ? 1 : 0;
        }
        return nuls;
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
