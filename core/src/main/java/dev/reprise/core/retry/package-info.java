/** Retry arithmetic: attempt and jitter in, delay out. */
@NullMarked
package dev.reprise.core.retry;

import org.jspecify.annotations.NullMarked;
