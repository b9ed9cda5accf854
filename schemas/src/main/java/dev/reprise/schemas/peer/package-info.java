/** What nodes ask of each other and answer, as values; the bytes are {@code PeerCodec}'s. */
@NullMarked
package dev.reprise.schemas.peer;

import org.jspecify.annotations.NullMarked;
