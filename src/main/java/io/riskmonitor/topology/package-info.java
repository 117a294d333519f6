/** The Kafka Streams topologies: revisions to contributions, contributions to scores. */
@NullMarked
package io.riskmonitor.topology;

import org.jspecify.annotations.NullMarked;
