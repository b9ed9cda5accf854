/**
 * The nouns of durable execution: ids, payloads and failures. Everything under this package is pure: it imports the JDK
 * only, and reads no clock, no random source, no configuration and no file.
 */
@NullMarked
package dev.reprise.core;

import org.jspecify.annotations.NullMarked;
