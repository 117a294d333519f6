package io.riskmonitor.text;

import java.util.Locale;

/** Why a row was refused, as machines read it: the name in lower case with hyphens. */
public enum Reason {
    MISSING_FIELD,
    WRONG_FIELD_COUNT,
    BROKEN_QUOTES,
    ROW_TOO_LONG,
    FIELD_TOO_LONG,
    INVALID_ENCODING,
    MALFORMED_JSON,
    UNKNOWN_FIELD,
    DUPLICATE_FIELD,
    UNKNOWN_VALUE,
    UNKNOWN_REGION,
    WRONG_SOURCE,
    INVALID_NUMBER,
    OUT_OF_RANGE,
    INVALID_COORDINATES,
    INVALID_DATE,
    FUTURE_DATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
