/** Makes registry files of lists of projects that are kept elsewhere. */
@NullMarked
package io.riskmonitor.imports;

import org.jspecify.annotations.NullMarked;
