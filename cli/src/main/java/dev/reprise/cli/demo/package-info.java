/** {@code reprise demo}: an order that survives a kill, told as a story and checked. */
@NullMarked
package dev.reprise.cli.demo;

import org.jspecify.annotations.NullMarked;
