package io.riskmonitor.notify;

import io.riskmonitor.alert.Delivery;
import java.time.Instant;

/**
 * What is to be done about one alert's revision for one recipient on one route.
 *
 * @param recipient the subscription's id
 */
record Plan(String recipient, Language language, Route route, Decision decision) {
    /** Whether and when somebody is told. */
    sealed interface Decision {}

    /** At once, in a message of its own. */
    record Single() implements Decision {}

    /** At a set time, together with all else that is due then; alone it reads like a message of its own. */
    record Bundled(Instant due) implements Decision {}

    /** Not at all. */
    record Withheld(String reason) implements Decision {}

    /**
     * The decision as it is recorded.
     *
     * @param partition of the alerts topic in which the revision stands
     * @param offset where in it
     */
    Delivery record(Bulletin bulletin, int partition, long offset, Instant now) {
        Instant due = decision instanceof Bundled bundled ? bundled.due() : null;
        Delivery.Step step = due != null
                ? Delivery.Step.BUNDLED
                : decision instanceof Withheld ? Delivery.Step.WITHHELD : Delivery.Step.PLANNED;
        return new Delivery(
                due == null
                        ? MessageKeys.single(bulletin.alertId(), bulletin.revision(), recipient, route)
                        : MessageKeys.bundle(recipient, route, due),
                bulletin.alertId(),
                bulletin.revision(),
                bulletin.status(),
                bulletin.weight(),
                partition,
                offset,
                recipient,
                language.code(),
                route.channel(),
                route.to(),
                step,
                due,
                0,
                now,
                decision instanceof Withheld withheld ? withheld.reason() : "");
    }
}
