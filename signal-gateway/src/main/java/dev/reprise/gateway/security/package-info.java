/** Who may do what: credentials, roles, the table of routes, and how much one caller may ask for. */
@NullMarked
package dev.reprise.gateway.security;

import org.jspecify.annotations.NullMarked;
