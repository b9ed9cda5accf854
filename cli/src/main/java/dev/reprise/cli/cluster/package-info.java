/** {@code reprise cluster}: several brokers and nodes on one machine, a process each. */
@NullMarked
package dev.reprise.cli.cluster;

import org.jspecify.annotations.NullMarked;
