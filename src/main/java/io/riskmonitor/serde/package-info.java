/** Domain records to JSON and back; the only shape of them that leaves the process. */
@NullMarked
package io.riskmonitor.serde;

import org.jspecify.annotations.NullMarked;
