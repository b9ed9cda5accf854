package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a function's versions: first as it is now, then the published ones, the oldest first. */
final class ListVersionsByFunction implements ApiOperation {
    /** As many as the service it imitates puts into one page, whatever is asked for. */
    private static final int MOST_ITEMS = 50;

    private final NamedFunctions functions;
    private final ExecutionArns arns;

    ListVersionsByFunction(NamedFunctions functions, ExecutionArns arns) {
        this.functions = functions;
        this.arns = arns;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var written = NamedFunctions.Written.in(parameters);
        int most = Math.min(MOST_ITEMS, parameters.maxItems());
        var marker = parameters.marker();
        parameters.requireShape();
        var all = functions.requireAll(written.name());
        var versions = new ArrayList<RegisteredFunction>();
        versions.add(all.latest());
        versions.addAll(all.published());
        var left = after(versions, marker);
        var page = left.subList(0, Math.min(most, left.size()));
        return Answer.ok(JsonWriter.message(out -> {
            out.objects("Versions", page, new FunctionJson(arns)::write);
            out.text("NextMarker", page.size() < left.size() ? page.getLast().version() : null);
        }));
    }

    /** The marker is the last version of the page before. */
    private static List<RegisteredFunction> after(List<RegisteredFunction> versions, @Nullable String marker) {
        if (marker == null || marker.equals(RegisteredFunction.LATEST)) {
            return marker == null ? versions : versions.subList(1, versions.size());
        }
        if (!RegisteredFunction.isPublished(marker)) {
            throw Parameters.invalidMarker();
        }
        int last = Integer.parseInt(marker);
        return versions.stream()
                .filter(version ->
                        RegisteredFunction.isPublished(version.version()) && Integer.parseInt(version.version()) > last)
                .toList();
    }
}
