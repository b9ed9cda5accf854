/** The world outside the workflows: small fakes that remember each effect under its idempotency key. */
@NullMarked
package dev.reprise.examples.services;

import org.jspecify.annotations.NullMarked;
