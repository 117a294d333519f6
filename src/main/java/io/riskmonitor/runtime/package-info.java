/** Starting and stopping: topics, streams, ticks, error handlers. */
@NullMarked
package io.riskmonitor.runtime;

import org.jspecify.annotations.NullMarked;
