/** Builders, fakes and shared data for tests. */
@NullMarked
package io.riskmonitor.testing;

import org.jspecify.annotations.NullMarked;
