/** Our own HTTP API, {@code /api/v1}: resources, the records they read and write, and problems. */
@NullMarked
package dev.reprise.gateway.rest;

import org.jspecify.annotations.NullMarked;
