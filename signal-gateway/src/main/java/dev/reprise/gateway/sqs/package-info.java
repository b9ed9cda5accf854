/** Takes the messages of queues in SQS for signals. */
@NullMarked
package dev.reprise.gateway.sqs;

import org.jspecify.annotations.NullMarked;
