/** Tests of alerts. */
@NullMarked
package io.riskmonitor.alert;

import org.jspecify.annotations.NullMarked;
