/**
 * The <code>reprise</code> command: a broker, the service and the example functions on one machine.
 */
@NullMarked
package dev.reprise.cli;

import org.jspecify.annotations.NullMarked;
