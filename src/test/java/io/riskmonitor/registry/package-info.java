/** Tests of the registry's own rules. */
@NullMarked
package io.riskmonitor.registry;

import org.jspecify.annotations.NullMarked;
