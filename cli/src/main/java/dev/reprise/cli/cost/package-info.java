/** {@code reprise cost}: what executions cost each month, on Reprise and elsewhere, by list prices. */
@NullMarked
package dev.reprise.cli.cost;

import org.jspecify.annotations.NullMarked;
