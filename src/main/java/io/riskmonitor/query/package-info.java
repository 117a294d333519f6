/** Reads of the state stores as view records, and the explanation behind a score. */
@NullMarked
package io.riskmonitor.query;

import org.jspecify.annotations.NullMarked;
