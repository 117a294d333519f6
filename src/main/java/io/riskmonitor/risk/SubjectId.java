package io.riskmonitor.risk;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is scored: a region, or a site of a project. Written {@code region/mopti} or {@code project/n-sukala/site}.
 *
 * @param owner the region or project: all its sites live on one partition
 * @param site the site of a project; null for a region
 */
public record SubjectId(Kind kind, String owner, @Nullable String site) implements Comparable<SubjectId> {
    /** Whether it is a region or a project that is scored. */
    public enum Kind {
        REGION,
        PROJECT;

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
        if ((kind == Kind.REGION) != (site == null)) {
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

    public static SubjectId site(String projectId, String siteId) {
        return new SubjectId(Kind.PROJECT, projectId, siteId);
    }

    /** @throws IllegalArgumentException if the text is not a subject's */
    public static SubjectId parse(String text) {
        if (text.startsWith(Kind.REGION.prefix)) {
            return region(text.substring(Kind.REGION.prefix.length()));
        }
        int slash = text.lastIndexOf('/');
        if (text.startsWith(Kind.PROJECT.prefix) && slash >= Kind.PROJECT.prefix.length()) {
            return site(text.substring(Kind.PROJECT.prefix.length(), slash), text.substring(slash + 1));
        }
        throw new IllegalArgumentException("'" + text + "' is neither region/ID nor project/ID/SITE");
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
