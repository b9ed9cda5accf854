/** Puts a node together: configuration, wiring, life cycle, health. */
@NullMarked
package dev.reprise.gateway.app;

import org.jspecify.annotations.NullMarked;
