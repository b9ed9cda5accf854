/** The world outside the cluster: it is never killed, and it remembers what functions did. */
@NullMarked
package dev.reprise.cli.chaos.world;

import org.jspecify.annotations.NullMarked;
