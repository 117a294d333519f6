/** Tests of incidents, and of how reports become incidents. */
@NullMarked
package io.riskmonitor.incident;

import org.jspecify.annotations.NullMarked;
