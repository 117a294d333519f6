/** What sources report and what happened: reports, their revisions, and the incidents they describe. */
@NullMarked
package io.riskmonitor.incident;

import org.jspecify.annotations.NullMarked;
