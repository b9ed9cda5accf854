/** An order that waits up to 72 hours for a fraud review. */
@NullMarked
package dev.reprise.examples.order;

import org.jspecify.annotations.NullMarked;
