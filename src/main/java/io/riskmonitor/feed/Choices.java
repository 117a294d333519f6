package io.riskmonitor.feed;

import io.riskmonitor.text.NearestName;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values out of a fixed list, in any case, with spaces or hyphens for underscores. */
final class Choices {
    private Choices() {}

    /** The constant of that name; if there is none, the row is refused with the nearest one and the whole list. */
    static <E extends Enum<E>> Optional<E> of(Class<E> kind, RowFields fields, String field, String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        List<E> all = Arrays.asList(kind.getEnumConstants());
        Optional<E> found =
                all.stream().filter(one -> one.name().equals(wanted)).findFirst();
        if (found.isEmpty()) {
            List<String> names = all.stream().map(Enum::name).toList();
            String message = "'" + Texts.shorten(text, 60) + "' is no " + field + "; nearest is "
                    + NearestName.to(wanted, names) + ", known are " + String.join(", ", names);
            fields.refuse(Reason.UNKNOWN_VALUE, field, message);
        }
        return found;
    }
}
