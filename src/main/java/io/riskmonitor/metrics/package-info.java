/** Meter binders that export scores, feeds and the pipeline to Prometheus. */
@NullMarked
package io.riskmonitor.metrics;

import org.jspecify.annotations.NullMarked;
