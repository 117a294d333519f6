package io.riskmonitor.risk;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What incidents contribute to: a region, a site of a project, or the country. Written {@code region/mopti},
 * {@code project/n-sukala/site} or {@code country/mali}; the first two are scored, the country is only alerted on.
 *
 * @param owner the region, project or country: all its sites live on one partition
 * @param site the site of a project; null for the others
 */
public record SubjectId(Kind kind, String owner, @Nullable String site) implements Comparable<SubjectId> {
    /** What kind of owner it is. */
    public enum Kind {
        REGION,
        PROJECT,
        COUNTRY;

        private final String prefix = name().toLowerCase(Locale.ROOT) + "/";

        /** The owner with its kind, {@code region/mopti} or {@code project/n-sukala}. */
        public String keyOf(String owner) {
            return prefix + owner;
        }

        /** The owner in such a key; none if the key is of the other kind. */
        public Optional<String> ownerIn(String key) {
            return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
        }
    }

    public SubjectId {
        if ((kind == Kind.PROJECT) == (site == null)) {
            throw new IllegalArgumentException(kind + " " + owner + " with site " + site);
        }
        if (owner.isEmpty() || owner.indexOf('/') >= 0 || owner.indexOf('|') >= 0) {
            throw new IllegalArgumentException("subject '" + owner + "' is empty or has / or |");
        }
        if (site != null && (site.isEmpty() || site.indexOf('/') >= 0 || site.indexOf('|') >= 0)) {
            throw new IllegalArgumentException("site '" + site + "' of " + owner + " is empty or has / or |");
        }
    }

    public static SubjectId region(String regionId) {
        return new SubjectId(Kind.REGION, regionId, null);
    }

    public static SubjectId country(String id) {
        return new SubjectId(Kind.COUNTRY, id, null);
    }

    public static SubjectId site(String projectId, String siteId) {
        return new SubjectId(Kind.PROJECT, projectId, siteId);
    }

    /** @throws IllegalArgumentException if the text is not a subject's */
    public static SubjectId parse(String text) {
        if (text.startsWith(Kind.REGION.prefix)) {
            return region(text.substring(Kind.REGION.prefix.length()));
        }
        if (text.startsWith(Kind.COUNTRY.prefix)) {
            return country(text.substring(Kind.COUNTRY.prefix.length()));
        }
        int slash = text.lastIndexOf('/');
        if (text.startsWith(Kind.PROJECT.prefix) && slash >= Kind.PROJECT.prefix.length()) {
            return site(text.substring(Kind.PROJECT.prefix.length(), slash), text.substring(slash + 1));
        }
        throw new IllegalArgumentException("'" + text + "' is neither region/ID nor project/ID/SITE nor country/ID");
    }

    /** The owner with its kind, {@code region/mopti} or {@code project/n-sukala}: what a partition is chosen by. */
    public String ownerKey() {
        return kind.keyOf(owner);
    }

    public Optional<String> siteId() {
        return Optional.ofNullable(site);
    }

    @Override
    public int compareTo(SubjectId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return site == null ? ownerKey() : ownerKey() + "/" + site;
    }
}
