/** Sealed texts that are handed out and must come back unchanged: tokens, callback ids, markers, cursors. */
@NullMarked
package dev.reprise.gateway.tokens;

import org.jspecify.annotations.NullMarked;
