package dev.reprise.gateway.security;

/**
 * Who asks for something.
 *
 * @param name a key's id or a token's subject; never a secret
 * @param grants what it may do
 */
public record Requester(String name, Grants grants) {
    /** Everybody, where nobody is asked who he is. */
    public static final Requester ANYBODY = new Requester("anybody", Grants.EVERYTHING);

    /** Whoever has shown nothing. */
    public static final Requester NOBODY = new Requester("nobody", Grants.NOTHING);
}
