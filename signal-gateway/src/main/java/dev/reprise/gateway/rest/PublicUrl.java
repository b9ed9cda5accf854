package dev.reprise.gateway.rest;

/**
 * Where people reach this service, for links.
 *
 * @param url without a slash at its end
 */
public record PublicUrl(String url) {
    public PublicUrl {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
