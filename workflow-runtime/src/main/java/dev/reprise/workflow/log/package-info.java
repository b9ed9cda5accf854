/** What running functions do, as log lines. */
@NullMarked
package dev.reprise.workflow.log;

import org.jspecify.annotations.NullMarked;
