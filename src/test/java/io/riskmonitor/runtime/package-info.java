/** Tests of a running instance. */
@NullMarked
package io.riskmonitor.runtime;

import org.jspecify.annotations.NullMarked;
