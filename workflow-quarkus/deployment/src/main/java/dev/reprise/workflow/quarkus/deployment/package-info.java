/** What a build with durable functions does. */
@NullMarked
package dev.reprise.workflow.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
