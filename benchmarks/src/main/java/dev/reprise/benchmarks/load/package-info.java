/** Load that is kept up for a while, closed or open, and what those under it saw. */
@NullMarked
package dev.reprise.benchmarks.load;

import org.jspecify.annotations.NullMarked;
