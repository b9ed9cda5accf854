/** The way between nodes: what one owns, the others ask it for. */
@NullMarked
package dev.reprise.gateway.peers;

import org.jspecify.annotations.NullMarked;
