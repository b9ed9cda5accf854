/** Connections that can be cut, delayed or silenced. */
@NullMarked
package dev.reprise.cli.chaos.proxy;

import org.jspecify.annotations.NullMarked;
