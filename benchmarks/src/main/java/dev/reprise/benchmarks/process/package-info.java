/** The processes under load, each in a JVM or Node.js of its own, and what they use. */
@NullMarked
package dev.reprise.benchmarks.process;

import org.jspecify.annotations.NullMarked;
