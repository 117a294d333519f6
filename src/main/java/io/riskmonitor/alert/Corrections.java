package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in what an incident behind an alert was put right. */
final class Corrections {
    private Corrections() {}

    /** What the move changes of an incident that stood; nothing where it is new. */
    static List<IncidentChange> of(Alert alert, Move move) {
        Contribution before = move.before();
        if (before == null) {
            return List.of();
        }
        Contribution now = move.now();
        return List.of(new IncidentChange(
                before.incidentId(),
                kind(before, now),
                now == null ? move.at() : now.recordedAt(),
                now == null ? before.headline() : now.headline(),
                before.distanceKm(),
                now == null ? null : now.distanceKm(),
                before.occurredTo(),
                now == null ? null : now.occurredTo(),
                amount(alert, before),
                now == null ? null : amount(alert, now)));
    }

    private static double amount(Alert alert, Contribution c) {
        return alert.kind() == AlertKind.LEVEL || alert.kind() == AlertKind.SURGE
                ? c.amplitude()
                : IncidentCondition.amount(c.term());
    }

    private static IncidentChange.Kind kind(Contribution before, @Nullable Contribution now) {
        if (now == null) {
            return IncidentChange.Kind.WITHDRAWN;
        }
        if (!before.account().place().equals(now.account().place())
                || before.uncertaintyKm() != now.uncertaintyKm()
                || !Objects.equals(before.distanceKm(), now.distanceKm())) {
            return IncidentChange.Kind.MOVED;
        }
        if (!before.occurredTo().equals(now.occurredTo())) {
            return IncidentChange.Kind.REDATED;
        }
        return now.severity() < before.severity() ? IncidentChange.Kind.REDUCED : IncidentChange.Kind.RESTATED;
    }
}
