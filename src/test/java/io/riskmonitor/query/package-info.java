/** Tests of reads and explanations. */
@NullMarked
package io.riskmonitor.query;

import org.jspecify.annotations.NullMarked;
