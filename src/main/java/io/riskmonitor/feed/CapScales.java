package io.riskmonitor.feed;

import io.riskmonitor.incident.IncidentType;
import org.jspecify.annotations.Nullable;

/** CAP's words (CAP 1.2, section 3.2), and what each says of a warning here. */
final class CapScales {
    private CapScales() {}

    /** Only an actual alert warns of anything. */
    enum Status {
        ACTUAL,
        EXERCISE,
        SYSTEM,
        TEST,
        DRAFT
    }

    enum MessageType {
        ALERT,
        UPDATE,
        CANCEL,
        ACK,
        ERROR
    }

    /** What people may do to works and crews is of interest; weather, disease and the like are not this monitor's. */
    enum Category {
        SECURITY(IncidentType.THREAT),
        SAFETY(IncidentType.THREAT),
        CBRNE(IncidentType.THREAT),
        INFRA(IncidentType.OTHER),
        TRANSPORT(IncidentType.OTHER),
        GEO(null),
        MET(null),
        RESCUE(null),
        FIRE(null),
        HEALTH(null),
        ENV(null),
        OTHER(null);

        private final @Nullable IncidentType type;

        Category(@Nullable IncidentType type) {
            this.type = type;
        }

        /** The type of incident, or null if it is not of interest. */
        @Nullable
        IncidentType type() {
            return type;
        }
    }

    /** A minor one is no threat to life or property; how grave the others are is not known from a warning. */
    enum Severity {
        EXTREME,
        SEVERE,
        MODERATE,
        UNKNOWN,
        MINOR;

        IncidentType of(IncidentType type) {
            return this == MINOR ? IncidentType.OTHER : type;
        }
    }

    /** When to act. What is past asks for nothing more; what is far ahead may not come. */
    enum Urgency {
        IMMEDIATE(1),
        EXPECTED(1),
        FUTURE(0.8),
        PAST(1),
        UNKNOWN(1);

        private final double weight;

        Urgency(double weight) {
            this.weight = weight;
        }

        double weight() {
            return weight;
        }

        IncidentType of(IncidentType type) {
            return this == PAST ? IncidentType.OTHER : type;
        }
    }

    /** CAP calls likely what is more probable than not, possible what is not, unlikely what is near zero. */
    enum Certainty {
        OBSERVED(0.9),
        /** Of CAP 1.0; to be read as likely. */
        VERY_LIKELY(0.7),
        LIKELY(0.7),
        POSSIBLE(0.4),
        UNLIKELY(0.1),
        UNKNOWN(0.5);

        private final double confidence;

        Certainty(double confidence) {
            this.confidence = confidence;
        }

        double confidence() {
            return confidence;
        }
    }
}
