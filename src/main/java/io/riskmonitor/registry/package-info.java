/** The projects under watch: where they are, what they have at stake and how they are placed, phase by phase. */
@NullMarked
package io.riskmonitor.registry;

import org.jspecify.annotations.NullMarked;
