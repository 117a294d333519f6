/** The entry point of the monitor; everything else lives in the rooms below. */
@NullMarked
package io.riskmonitor;

import org.jspecify.annotations.NullMarked;
