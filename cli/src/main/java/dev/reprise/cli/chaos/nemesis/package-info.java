/** Who breaks things: what is broken when follows from a seed, and never more at once than the cluster is meant to survive. */
@NullMarked
package dev.reprise.cli.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
