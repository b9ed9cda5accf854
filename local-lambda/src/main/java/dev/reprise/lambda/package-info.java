/** AWS Lambda and a live node on this machine, for tests and measurements. Everything listens on loopback alone. */
@NullMarked
package dev.reprise.lambda;

import org.jspecify.annotations.NullMarked;
