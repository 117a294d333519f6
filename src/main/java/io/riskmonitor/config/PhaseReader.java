package io.riskmonitor.config;

import io.riskmonitor.registry.Dimension;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a project's phases with their indicators. A phase without {@code to} ends where the next begins; indicators
 * given for the project hold in every phase that does not give its own.
 */
final class PhaseReader {
    private final Fields project;
    private final Citations citations;

    PhaseReader(Fields project, Citations citations) {
        this.project = project;
        this.citations = citations;
    }

    /** A phase as written, its end not yet known. */
    private record Draft(
            Fields in,
            PhaseStatus status,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String source,
            @Nullable String note,
            Map<IndicatorKind, Indicator> indicators) {}

    List<Phase> read() {
        Map<IndicatorKind, Indicator> common = indicators(project);
        List<Draft> drafts = new ArrayList<>();
        boolean whole = true;
        for (Fields in : project.mappings("phases")) {
            Draft draft = draft(in, common);
            whole &= draft != null;
            if (draft != null) {
                drafts.add(draft);
            }
        }
        if (whole && drafts.isEmpty()) {
            project.problem("phases", "is missing: without a phase there is neither exposure nor vulnerability");
        }
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Phase phase = phase(drafts.get(i), i + 1 < drafts.size() ? drafts.get(i + 1) : null);
            if (phase != null) {
                phases.add(phase);
            }
        }
        hintAssumed(phases);
        return phases;
    }

    private @Nullable Draft draft(Fields in, Map<IndicatorKind, Indicator> common) {
        PhaseStatus status = in.oneOf(PhaseStatus.class, "status");
        if (!in.has("from")) {
            in.problem("from", "is missing");
        }
        LocalDate from = in.date("from");
        LocalDate to = in.date("to");
        String source = citations.source(in);
        String note = in.optionalText("note");
        if (source == null && note == null) {
            in.problem("note", "is missing: a phase without a source says what is assumed, and why");
        }
        Map<IndicatorKind, Indicator> indicators = new EnumMap<>(IndicatorKind.class);
        indicators.putAll(common);
        indicators.putAll(indicators(in));
        in.rejectOthers();
        return status == null || from == null ? null : new Draft(in, status, from, to, source, note, indicators);
    }

    private static @Nullable Phase phase(Draft draft, @Nullable Draft next) {
        LocalDate from = draft.from();
        LocalDate to = draft.to() == null && next != null ? next.from() : draft.to();
        if (next != null && to != null && next.from().isBefore(to)) {
            next.in().problem("from", next.from() + " overlaps the phase before it, which ends " + to);
        } else if (next != null && to != null && next.from().isAfter(to)) {
            next.in()
                    .hint(
                            "from",
                            "nothing is known from " + to + " to " + next.from() + ": the project has no risk then");
        }
        if (to != null && !to.isAfter(from)) {
            if (draft.to() == null && next != null) {
                next.in().problem("from", to + " is not after " + from + ", when the phase before it begins");
            } else {
                draft.in().problem("to", to + " is not after " + from + ", when the phase begins");
            }
            return null;
        }
        if (draft.source() == null) {
            draft.in().hint("from", "is an assumption: " + draft.note());
        }
        Phase phase = new Phase(
                draft.status(),
                from,
                to,
                draft.source(),
                draft.note(),
                List.copyOf(draft.indicators().values()));
        hintRiskless(draft, phase);
        return phase;
    }

    /** Risk is a geometric mean, which one zero silences; nothing that stands somewhere is invulnerable. */
    private static void hintRiskless(Draft draft, Phase phase) {
        if (phase.value(Dimension.VULNERABILITY) == 0) {
            draft.in().hint("status", "has a vulnerability of 0, so its risk is 0 whatever happens nearby");
        }
        if (phase.value(Dimension.EXPOSURE) == 0
                && phase.status() != PhaseStatus.PLANNED
                && phase.status() != PhaseStatus.CLOSED) {
            draft.in().hint("status", "has an exposure of 0, so its risk is 0 whatever happens nearby");
        }
    }

    private Map<IndicatorKind, Indicator> indicators(Fields in) {
        Map<IndicatorKind, Indicator> indicators = new EnumMap<>(IndicatorKind.class);
        Fields given = in.mapping("indicators");
        if (given == null) {
            return indicators;
        }
        for (String key : given.keys()) {
            IndicatorKind kind = given.constant(IndicatorKind.class, key, key);
            Fields indicator = given.mapping(key);
            if (indicator == null) {
                given.problem(key, "is empty: it needs a value and a reason");
                continue;
            }
            Double value = indicator.number("value", 0, 1);
            String reason = indicator.text("reason");
            String source = citations.source(indicator);
            indicator.rejectOthers();
            if (kind != null && value != null && reason != null) {
                indicators.put(kind, new Indicator(kind, value, source, reason));
            }
        }
        return indicators;
    }

    private void hintAssumed(List<Phase> phases) {
        Set<IndicatorKind> assumed = EnumSet.noneOf(IndicatorKind.class);
        Set<IndicatorKind> absent = EnumSet.noneOf(IndicatorKind.class);
        for (Phase phase : phases) {
            for (Indicator indicator : phase.indicators()) {
                if (indicator.equals(Indicator.unknown(indicator.kind()))) {
                    absent.add(indicator.kind());
                } else if (indicator.isAssumption()) {
                    assumed.add(indicator.kind());
                }
            }
        }
        if (!assumed.isEmpty()) {
            project.hint("indicators", "without a source, so an assumption, in one phase or more: " + names(assumed));
        }
        if (!absent.isEmpty()) {
            project.hint(
                    "indicators",
                    "not given, so " + Indicator.UNKNOWN_VALUE + ", in one phase or more: " + names(absent));
        }
    }

    private static String names(Set<IndicatorKind> kinds) {
        return String.join(", ", kinds.stream().map(Enum::name).toList());
    }
}
