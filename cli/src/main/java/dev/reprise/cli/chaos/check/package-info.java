/** Judges a run by what was written down while it happened. Pure: no clock, no network, no order of threads. */
@NullMarked
package dev.reprise.cli.chaos.check;

import org.jspecify.annotations.NullMarked;
