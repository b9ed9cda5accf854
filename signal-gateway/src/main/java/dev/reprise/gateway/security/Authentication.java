package dev.reprise.gateway.security;

import java.util.List;

/**
 * Whether callers are asked who they are, and by what they can tell.
 *
 * @param required not where authentication is off
 * @param ways what is configured, for people, such as {@code API keys}; none when nobody can be let in
 */
public record Authentication(boolean required, List<String> ways) {
    /** What to do about a node that lets nobody in. */
    public static final String HOW_TO =
            "set reprise.api-keys ('./reprise key new' makes one), reprise.access-keys or quarkus.oidc.auth-server-url;"
                    + " or, where nobody else can reach the service, reprise.authentication=off";

    /** What a web page is told where callers are not asked who they are. */
    public static final String NOT_FOR_PAGES =
            "Expected a request of a program or of a page of this service, but found one of another web page, or a name that is not"
                    + " this machine's: with authentication off that is not served";

    public Authentication {
        ways = List.copyOf(ways);
    }

    /** Whether anybody can be let in at all. */
    public boolean possible() {
        return !required || !ways.isEmpty();
    }

    /** How it stands, for people. */
    public String words() {
        if (!required) {
            return "Off: everybody who reaches the service may do everything";
        }
        return possible()
                ? "By " + String.join(", ", ways)
                : "Expected credentials to let callers in with, but none are configured: " + HOW_TO;
    }
}
