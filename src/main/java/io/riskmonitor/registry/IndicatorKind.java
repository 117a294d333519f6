package io.riskmonitor.registry;

/** What an indicator measures; each is 0 (none) to 1 (most). */
public enum IndicatorKind {
    /** Money bound in the project. */
    ASSET_VALUE(Dimension.EXPOSURE),
    /** People on site. */
    PEOPLE(Dimension.EXPOSURE),
    /** How much others depend on what the project serves. */
    CRITICALITY(Dimension.EXPOSURE),
    /** Idle or unused: finished works that stand closed decay and draw looting. */
    DISUSE(Dimension.VULNERABILITY),
    /** The state is absent where the project stands. */
    WEAK_STATE_PRESENCE(Dimension.VULNERABILITY),
    /** Nobody nearby has a stake in the project. */
    NO_LOCAL_TIES(Dimension.VULNERABILITY),
    /** Far from help and from other works. */
    ISOLATION(Dimension.VULNERABILITY);

    private final Dimension dimension;

    IndicatorKind(Dimension dimension) {
        this.dimension = dimension;
    }

    public Dimension dimension() {
        return dimension;
    }
}
