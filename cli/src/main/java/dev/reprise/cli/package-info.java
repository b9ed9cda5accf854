/**
 * The <code>reprise</code> command: a broker, the service and the example functions on one machine. Each sub-command has
 * a package; only {@code dev} boots Quarkus.
 */
@NullMarked
package dev.reprise.cli;

import org.jspecify.annotations.NullMarked;
