/** The command line, one command per verb. */
@NullMarked
package io.riskmonitor.cli;

import org.jspecify.annotations.NullMarked;
