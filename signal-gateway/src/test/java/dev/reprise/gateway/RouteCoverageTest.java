package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.rest.ProblemCode;
import dev.reprise.gateway.security.Routes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every method of every resource has its line among the routes, and no line is left of one that is gone. */
class RouteCoverageTest {
    @Test
    void everyResourceMethodHasItsLineAndEveryLineItsMethod() throws Exception {
        var served = resources().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(method -> requests(type, method)))
                .collect(Collectors.toCollection(TreeSet::new));
        var listed = Routes.all().stream()
                .filter(route -> route.path().matches("/(api|callbacks|signals)/.*"))
                .filter(route -> !route.path().equals(Routes.CHECKPOINTS)) // served beside AWS's operations
                .map(route -> shape(route.method() + " " + route.path()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).hasSizeGreaterThan(20);
        assertThat(listed).isEqualTo(served);
    }

    /** All classes of the service that have a path. */
    private static Set<Class<?>> resources() throws IOException, ClassNotFoundException {
        var root = java.nio.file.Path.of(URI.create(ProblemCode.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .resolve("dev/reprise/gateway");
        Set<Class<?>> found = new java.util.HashSet<>();
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var name = root.relativize(file).toString().replace('/', '.').replace(".class", "");
                var type = Class.forName("dev.reprise.gateway." + name, false, ProblemCode.class.getClassLoader());
                if (type.isAnnotationPresent(Path.class)) {
                    found.add(type);
                }
            }
        }
        return found;
    }

    private static Stream<String> requests(Class<?> type, Method method) {
        var more = method.getAnnotation(Path.class);
        var path = type.getAnnotation(Path.class).value() + (more == null ? "" : "/" + more.value());
        return httpMethods(method).stream().map(name -> shape(name + " " + path));
    }

    private static List<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(each -> each != null)
                .map(HttpMethod::value)
                .toList();
    }

    /** What the parameters are called does not matter. */
    private static String shape(String request) {
        return request.replaceAll("\\{[^}]+}", "{}");
    }
}
