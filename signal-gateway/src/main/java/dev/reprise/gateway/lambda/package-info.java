/** The AWS durable execution protocol over HTTP, in AWS's words here and nowhere else. */
@NullMarked
package dev.reprise.gateway.lambda;

import org.jspecify.annotations.NullMarked;
