/** {@code reprise key}: API keys for the service. */
@NullMarked
package dev.reprise.cli.key;

import org.jspecify.annotations.NullMarked;
