/** {@code reprise audit}: the history topic, read for people or for programs. */
@NullMarked
package dev.reprise.cli.audit;

import org.jspecify.annotations.NullMarked;
