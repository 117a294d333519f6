package io.riskmonitor.notify;

/** A value that must not be seen: it shows itself to nobody who merely prints it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
