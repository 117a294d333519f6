package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.geo.Names;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alerts to be told in tests. */
final class Examples {
    static final Instant AT = Instant.parse("2018-04-03T10:00:00Z");
    static final Names SUKALA = new Names("N-Sukala sugar scheme", "Complexe sucrier N-Sukala", "新上卡拉糖联甘蔗种植园");

    private Examples() {}

    static Evidence ambush(double share) {
        return new Evidence(
                "desk:1",
                IncidentType.ARMED_CLASH,
                Instant.parse("2018-04-01T00:00:00Z"),
                Instant.parse("2018-04-04T00:00:00Z"),
                new Names("Dougabougou", "Dougabougou", "杜加布古"),
                AlertSheet.untranslated("Patrol ambushed <north> of Dougabougou & two trucks burnt"),
                true,
                13.9,
                -6.04,
                5,
                7.3,
                share,
                new Fatalities(2, 3, 4),
                1,
                0,
                List.of("https://example.org/report?id=1&page=2", "Press agency, 4 April 2018"));
    }

    static Bulletin simulated() {
        return bulletin(AlertKind.PROXIMITY, AlertStatus.OPEN, Level.HIGH, true);
    }

    static Bulletin bulletin(AlertKind kind, AlertStatus status, @Nullable Level level) {
        return bulletin(kind, status, level, false);
    }

    static Bulletin revision(String id, int revision, AlertKind kind, AlertStatus status, Level level) {
        return bulletin(id, revision, kind, status, level, false);
    }

    private static Bulletin bulletin(AlertKind kind, AlertStatus status, @Nullable Level level, boolean isSimulated) {
        return bulletin("a-17", 3, kind, status, level, isSimulated);
    }

    private static Bulletin bulletin(
            String id, int revision, AlertKind kind, AlertStatus status, @Nullable Level level, boolean isSimulated) {
        boolean onLine = kind == AlertKind.CORRIDOR;
        return new Bulletin(
                id,
                revision,
                kind,
                status,
                level,
                SUKALA,
                Set.of("n-sukala"),
                Set.of("segou"),
                kind == AlertKind.TARGETED ? List.of(SUKALA) : List.of(),
                kind == AlertKind.TARGETED ? List.of(AlertSheet.untranslated("CLETC")) : List.of(),
                AT.minusSeconds(7200),
                AT,
                null,
                31.4,
                58.6,
                kind == AlertKind.STALE_FEED
                        ? List.of()
                        : List.of(ambush(0.7), ambush(0.1), ambush(0.05), ambush(0.05)),
                kind == AlertKind.STALE_FEED ? 0 : 3,
                kind == AlertKind.STALE_FEED ? 0 : 0.1,
                onLine
                        ? new Bulletin.Section(1218.4, 1243.4, new Names("Kayes–Mahina", "Kayes–Mahina", "卡伊—马希纳"))
                        : null,
                status == AlertStatus.ESCALATED ? "head-of-security" : "risk-officer",
                status == AlertStatus.RECALLED ? new Bulletin.Change(Bulletin.ChangeKind.MOVED, 81.7, null) : null,
                "2026-11",
                isSimulated);
    }
}
