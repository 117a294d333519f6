/** Tests of what is exported. */
@NullMarked
package io.riskmonitor.metrics;

import org.jspecify.annotations.NullMarked;
