package dev.reprise.gateway.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what problems look like and which codes there are, for every operation at once. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class OpenApiProblems implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components.addSchema("Problem", problem()));
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.getOperations()
                        .values()
                        .forEach(operation -> operation.getResponses().addAPIResponse("default", anyProblem()));
            }
        });
    }

    private static APIResponse anyProblem() {
        var content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
        return OASFactory.createAPIResponse()
                .description("Any problem; with 503, trying again after a moment is safe")
                .content(content);
    }

    private static Schema problem() {
        var codes = Arrays.asList(ProblemCode.values());
        var code = text("What is wrong, for programs: "
                        + codes.stream()
                                .map(each -> "`%s` (%d) %s".formatted(each.code(), each.status(), each.title()))
                                .collect(Collectors.joining("; ")))
                .enumeration(codes.stream().map(each -> (Object) each.code()).toList());
        return OASFactory.createSchema()
                .description("What is wrong with a request (RFC 9457)")
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "code", "detail"))
                .properties(Map.of(
                        "type", text("A URI for the code"),
                        "title", text("What is wrong, the same for each problem of the code"),
                        "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                        "code", code,
                        "detail", text("What was expected and what was found this time"),
                        "failure", OASFactory.createSchema().ref("Failure")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
