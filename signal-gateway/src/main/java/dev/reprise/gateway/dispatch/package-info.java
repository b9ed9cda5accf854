/** Does what the journal says must happen: invokes functions and delivers messages between partitions. */
@NullMarked
package dev.reprise.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
