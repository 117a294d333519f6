/** The HTTP API, health and metrics endpoints. */
@NullMarked
package io.riskmonitor.http;

import org.jspecify.annotations.NullMarked;
