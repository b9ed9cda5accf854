/** Three durable functions as users write them: an order, a saga and an agent. Each has a package of its own. */
@NullMarked
package dev.reprise.examples;

import org.jspecify.annotations.NullMarked;
