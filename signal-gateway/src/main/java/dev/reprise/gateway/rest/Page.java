package dev.reprise.gateway.rest;

import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.streams.JournalUnavailable;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/** Pages for people who were sent a link. Whatever comes from elsewhere is {@link #escape escaped}. */
final class Page {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Cache-Control",
            "no-store");

    private static final String HTML = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; --line: #8884; --accent: #2458c5; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }
            h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 1.25rem 0;
                 padding: 1rem 0; border: solid var(--line); border-width: 1px 0; }
            dt { opacity: .65; } dd { margin: 0; overflow-wrap: anywhere; }
            textarea { box-sizing: border-box; width: 100%%; font: 14px/1.5 ui-monospace, monospace; padding: .5rem; }
            button { font: inherit; padding: .5rem 1.1rem; margin: .5rem .5rem 0 0; border: 1px solid var(--accent);
                     border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
            button.first { background: var(--accent); color: #fff; }
            small { display: block; margin-top: 1.5rem; opacity: .65; }
            </style>
            <h1>%1$s</h1>
            %2$s
            </html>
            """;

    private Page() {}

    /**
     * A page.
     *
     * @param title plain text
     * @param body HTML
     */
    static Response of(int status, String title, String body) {
        var response =
                Response.status(status).type("text/html;charset=UTF-8").entity(HTML.formatted(escape(title), body));
        HEADERS.forEach(response::header);
        return response.build();
    }

    /** What is wrong, as a page. */
    static Response of(Problem problem) {
        return of(problem.status(), problem.title(), "<p>%s.</p>".formatted(escape(problem.detail())));
    }

    /** A page, also where something is wrong: whoever opened a link can do nothing with a problem in JSON. */
    static Response orProblem(Supplier<Response> page) {
        try {
            return page.get();
        } catch (ProblemException e) {
            return of(e.problem());
        } catch (QuarantinedExecution e) {
            return of(Problem.of(ProblemCode.EXECUTION_QUARANTINED, String.valueOf(e.getMessage())));
        } catch (JournalUnavailable e) {
            return of(Problem.of(ProblemCode.UNAVAILABLE, "Nothing is lost. Please try again in a moment"));
        }
    }

    /** Text as it may stand in HTML, in attributes too. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** One line of what a page is about. */
    static String line(String name, String value) {
        return "<dt>%s</dt><dd>%s</dd>".formatted(escape(name), escape(value));
    }
}
