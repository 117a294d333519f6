/** The risk model: severity, decay, kernel, contributions, scores and forecast, as pure arithmetic. */
@NullMarked
package io.riskmonitor.risk;

import org.jspecify.annotations.NullMarked;
