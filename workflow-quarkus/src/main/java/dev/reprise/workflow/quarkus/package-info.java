/** Durable functions in a Quarkus application: every CDI bean that implements {@code DurableFunction} is served. */
@NullMarked
package dev.reprise.workflow.quarkus;

import org.jspecify.annotations.NullMarked;
