/** Who may do what, by which token, and the record of who did. */
@NullMarked
package io.riskmonitor.access;

import org.jspecify.annotations.NullMarked;
