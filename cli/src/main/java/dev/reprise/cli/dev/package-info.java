/** {@code reprise dev}: everything in one process, resumable after any end. */
@NullMarked
package dev.reprise.cli.dev;

import org.jspecify.annotations.NullMarked;
