package io.riskmonitor.feed;

import io.riskmonitor.feed.Format.Values;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/** What people, networks and spreadsheets do to a file of three rows; where one row suffers it is the second. */
enum Damage {
    NONE(Format::bytes),
    TRUNCATED(format -> {
        String text = format.good();
        int third = text.indexOf("103");
        return utf8(text.substring(0, third + 2));
    }),
    WRONG_DELIMITER(format -> utf8(format.good()
            .replace(format.adapter().source().equals("gdelt") ? '\t' : ',', ';')
            .replace('<', '['))),
    BINARY(format -> {
        byte[] bytes = new byte[4_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = 'P';
        Arrays.fill(bytes, 100, 400, (byte) 0);
        return bytes;
    }),
    EMPTY(format -> new byte[0]),
    HUGE_FIELD(format -> utf8(format.file(Values.good(2).withText("x".repeat(3_000_000))))),
    WRONG_ENCODING(format -> format.file(Values.good(2).withText("S\u00e9gou")).getBytes(StandardCharsets.ISO_8859_1)),
    BYTE_ORDER_MARK(format -> utf8('\uFEFF' + format.good())),
    CR_ONLY(format -> utf8(format.good().replace('\n', '\r'))),
    SWAPPED(format -> utf8(format.file(Values.good(2).withPoint("-4.2", "14.5")))),
    OUT_OF_RANGE(format -> utf8(format.file(Values.good(2).withPoint("91", "-4.2")))),
    FUTURE(format -> utf8(format.file(Values.good(2).withDate("2031-01-01")))),
    NOT_A_NUMBER(format -> utf8(format.file(Values.good(2).withPoint("NaN", "-4.2")))),
    NOT_A_COUNT(format -> utf8(format.file(Values.good(2).withCount("NaN")))),
    SAME_ID(format -> utf8(format.file(Values.good(2).withId("101"))));

    @SuppressWarnings("ImmutableEnumChecker") // none of them keeps anything
    private final Function<Format, byte[]> damaged;

    Damage(Function<Format, byte[]> damaged) {
        this.damaged = damaged;
    }

    byte[] to(Format format) {
        return damaged.apply(format);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
