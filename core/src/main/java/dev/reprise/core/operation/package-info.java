/** Operations: what an execution has done or waits for, and the updates by which running code asks to change them. */
@NullMarked
package dev.reprise.core.operation;

import org.jspecify.annotations.NullMarked;
