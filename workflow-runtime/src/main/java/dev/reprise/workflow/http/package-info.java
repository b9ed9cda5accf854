/** The durable protocol over HTTP, for functions that run in a process of their own. */
@NullMarked
package dev.reprise.workflow.http;

import org.jspecify.annotations.NullMarked;
