/** The forecast: an intensity fitted on history, and how well such forecasts have done against what came. */
@NullMarked
package io.riskmonitor.forecast;

import org.jspecify.annotations.NullMarked;
