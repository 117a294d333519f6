/** Alerts: what is worth waking somebody for, how it lives, and when it has to be taken back. */
@NullMarked
package io.riskmonitor.alert;

import org.jspecify.annotations.NullMarked;
