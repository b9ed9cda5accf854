/** Functions by name, to be invoked in the same process. */
@NullMarked
package dev.reprise.workflow.host;

import org.jspecify.annotations.NullMarked;
