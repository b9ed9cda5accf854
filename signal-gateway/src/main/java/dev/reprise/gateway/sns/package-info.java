/** Takes notifications that SNS posts, once it is sure that they are SNS's and of a topic that is wanted. */
@NullMarked
package dev.reprise.gateway.sns;

import org.jspecify.annotations.NullMarked;
