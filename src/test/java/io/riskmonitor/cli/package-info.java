/** Tests of the commands. */
@NullMarked
package io.riskmonitor.cli;

import org.jspecify.annotations.NullMarked;
