/** Text files, whatever is in them: bytes to rows, fields read strictly, what is wrong told; files written whole; and text in URLs. */
@NullMarked
package io.riskmonitor.text;

import org.jspecify.annotations.NullMarked;
