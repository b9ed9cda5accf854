/** The order in Lambda, from its start to its end, whatever happens in between. */
package dev.reprise.examples.lambda;
