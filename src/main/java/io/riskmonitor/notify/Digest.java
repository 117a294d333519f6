package io.riskmonitor.notify;

import io.riskmonitor.risk.Level;
import java.time.LocalTime;

/**
 * One message a day for what need not come singly.
 *
 * @param below alerts under this level go into the digest
 * @param at when it is sent, in the recipient's time zone
 */
public record Digest(Level below, LocalTime at) {}
