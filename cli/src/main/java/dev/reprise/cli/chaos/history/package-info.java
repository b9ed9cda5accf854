/** What a chaos run writes down while it happens, for the checker to judge afterwards: facts only, no judgement. */
@NullMarked
package dev.reprise.cli.chaos.history;

import org.jspecify.annotations.NullMarked;
