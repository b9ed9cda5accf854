/** What running a durable function needs from whoever keeps its journal. */
@NullMarked
package dev.reprise.workflow.spi;

import org.jspecify.annotations.NullMarked;
