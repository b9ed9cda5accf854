package dev.reprise.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a manifest says that the type of Kubernetes' API has no field for; the model keeps it aside, in silence. */
final class UnknownFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private UnknownFields() {}

    /** Their paths, without the places in lists. */
    static List<String> of(JsonNode manifest, Class<?> type) throws JsonProcessingException {
        var found = new ArrayList<String>();
        collect(JSON.treeToValue(manifest, type), type.getSimpleName(), found);
        return found;
    }

    private static void collect(Object value, String path, List<String> found) {
        if (value instanceof Collection<?> several) {
            several.forEach(each -> collect(each, path, found));
        } else if (value instanceof KubernetesResource) {
            for (var getter : value.getClass().getMethods()) {
                if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    collect(value, getter, path, found);
                }
            }
        }
    }

    private static void collect(Object value, Method getter, String path, List<String> found) {
        try {
            var part = getter.invoke(value);
            if (!getter.getName().equals("getAdditionalProperties")) {
                var name = getter.getName().substring(3);
                collect(part, path + "." + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), found);
            } else if (part instanceof Map<?, ?> unknown) {
                unknown.keySet().forEach(name -> found.add(path + "." + name));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Expected to read " + getter, e);
        }
    }
}
