/** Tests of the forecast and of what it is judged by. */
@NullMarked
package io.riskmonitor.forecast;

import org.jspecify.annotations.NullMarked;
