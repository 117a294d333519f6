/** Tests of what stands around the monitor: dashboards, Prometheus, the compose file, the README. */
@NullMarked
package io.riskmonitor.ops;

import org.jspecify.annotations.NullMarked;
