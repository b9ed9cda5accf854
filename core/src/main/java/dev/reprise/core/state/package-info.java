/**
 * The state of one journal partition, as rows of a sorted store: what an execution's header holds, how rows are keyed,
 * and how a fold reads them and writes them.
 */
@NullMarked
package dev.reprise.core.state;

import org.jspecify.annotations.NullMarked;
