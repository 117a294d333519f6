/** Tests of what looks at history again. */
@NullMarked
package io.riskmonitor.replay;

import org.jspecify.annotations.NullMarked;
