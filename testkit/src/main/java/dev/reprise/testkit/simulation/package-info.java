/**
 * A whole Reprise in one thread, driven by a seed: the real fold and the real SDK between nodes, function hosts, a log and
 * clients that crash, hang, come back, lose answers and repeat themselves. {@link dev.reprise.testkit.simulation.Simulation}
 * is the door; {@code docs/trust.md} says what is simulated and what must hold.
 */
@NullMarked
package dev.reprise.testkit.simulation;

import org.jspecify.annotations.NullMarked;
