/** Small rooms that break every rule of the house, so that a test can show that each rule is able to fail. */
@NullMarked
package io.riskmonitor.testing.broken;

import org.jspecify.annotations.NullMarked;
