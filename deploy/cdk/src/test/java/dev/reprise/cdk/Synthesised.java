package dev.reprise.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The template that the CDK makes of {@link OrderStack}, made once: it takes half a minute, and Node.js. */
final class Synthesised {
    static final Template TEMPLATE = Template.fromStack(new OrderStack(new App(), "RepriseOrder"));
    static final JsonNode JSON = new ObjectMapper().valueToTree(TEMPLATE.toJSON());

    private Synthesised() {}
}
