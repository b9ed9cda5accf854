/**
 * Durable functions to read, run and copy from.
 */
@NullMarked
package dev.reprise.examples;

import org.jspecify.annotations.NullMarked;
