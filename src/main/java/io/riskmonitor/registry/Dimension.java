package io.riskmonitor.registry;

/** The two sides of a project's own part in its risk. */
public enum Dimension {
    /** What the project has at stake. */
    EXPOSURE,
    /** How badly the project is placed: the governance dimension of Benabdallah and Large (2020). */
    VULNERABILITY
}
