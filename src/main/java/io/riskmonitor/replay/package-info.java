/** History looked at again: how forecasts would have done, and the parameters that fit it. */
@NullMarked
package io.riskmonitor.replay;

import org.jspecify.annotations.NullMarked;
