/** What the service can do, one class for each; each answers with a sealed outcome and knows nothing of HTTP. */
@NullMarked
package dev.reprise.gateway.application;

import org.jspecify.annotations.NullMarked;
