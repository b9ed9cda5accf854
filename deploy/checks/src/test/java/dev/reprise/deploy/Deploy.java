package dev.reprise.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.reprise.gateway.app.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The files of the folder {@code deploy}, and what the service has for settings. */
final class Deploy {
    static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();
    static final Path REPOSITORY = FOLDER.getParent();

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Deploy() {}

    /** Every document of a YAML text; aliases and merges are not followed. */
    static List<JsonNode> documents(String yaml) {
        try (var parser = new YAMLFactory().createParser(yaml)) {
            var found = new ArrayList<JsonNode>();
            var read = YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser);
            while (read.hasNext()) {
                var document = read.next();
                if (!document.isNull() && !document.isMissingNode()) {
                    found.add(document);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all settings {@code reprise.*} of the service, but for {@code reprise.kafka.*}. */
    static Set<String> settings() {
        var names = new TreeSet<String>();
        collect("reprise.", GatewayConfig.class, names);
        names.remove("reprise.kafka");
        return names;
    }

    private static void collect(String prefix, Class<?> config, Set<String> names) {
        for (var method : config.getMethods()) {
            var name = prefix + hyphens(method);
            if (method.getReturnType().isInterface() && method.getReturnType().getEnclosingClass() != null) {
                collect(name + ".", method.getReturnType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static String hyphens(Method method) {
        return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** How a setting is called in the environment. */
    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
