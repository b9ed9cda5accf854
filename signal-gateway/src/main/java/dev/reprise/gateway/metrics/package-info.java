/** What the service counts and times. */
@NullMarked
package dev.reprise.gateway.metrics;

import org.jspecify.annotations.NullMarked;
