/**
 * For tests of durable functions, without a broker: a local journal, a clock that the test moves, assertions.
 */
@NullMarked
package dev.reprise.testkit;

import org.jspecify.annotations.NullMarked;
