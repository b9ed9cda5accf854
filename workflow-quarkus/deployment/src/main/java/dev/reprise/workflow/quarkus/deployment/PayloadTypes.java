package dev.reprise.workflow.quarkus.deployment;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.TypeRef;
import io.quarkus.deployment.util.JandexUtil;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * The types that durable functions read and write, and who says so.
 *
 * @param types what is to be readable and writable with all that it is made of, each with a reason
 * @param declarations the classes whose type arguments are looked at when the program runs
 */
record PayloadTypes(Map<Type, String> types, Set<String> declarations) {
    private static final DotName FUNCTION = DotName.createSimple(DurableFunction.class);
    private static final DotName TYPE_REF = DotName.createSimple(TypeRef.class);

    /**
     * Finds them.
     *
     * @param index of all classes that use the SDK
     * @param classFiles those classes
     */
    static PayloadTypes find(IndexView index, Iterable<byte[]> classFiles) {
        var found = new PayloadTypes(new LinkedHashMap<>(), new LinkedHashSet<>());
        for (var function : index.getAllKnownImplementations(FUNCTION)) {
            found.addArguments(
                    function, FUNCTION, index, "what durable function " + function.name() + " takes or returns");
        }
        index.getAllKnownSubinterfaces(FUNCTION)
                .forEach(parent -> found.declarations().add(parent.name().toString()));
        for (var reference : index.getAllKnownSubclasses(TYPE_REF)) {
            found.addArguments(reference, TYPE_REF, index, "the type that " + reference.name() + " stands for");
        }
        for (var classFile : classFiles) {
            found.addMentioned(classFile, index);
        }
        return found;
    }

    private void addArguments(ClassInfo declaring, DotName generic, IndexView index, String reason) {
        declarations.add(declaring.name().toString());
        if (declaring.isInterface() || !declaring.typeParameters().isEmpty()) {
            return; // says nothing by itself; its subclasses do
        }
        for (var argument : JandexUtil.resolveTypeParameters(declaring.name(), generic, index)) {
            types.putIfAbsent(argument, reason);
        }
    }

    private void addMentioned(byte[] classFile, IndexView index) {
        for (var name : MentionedTypes.in(classFile)) {
            var mentioned = index.getClassByName(DotName.createSimple(name));
            if (mentioned != null && !isSdk(mentioned.name())) {
                types.putIfAbsent(
                        Type.create(mentioned.name(), Type.Kind.CLASS),
                        "a class that code with durable functions names");
            }
        }
    }

    private static boolean isSdk(DotName name) {
        var inPackage = String.valueOf(name.packagePrefix());
        return inPackage.equals(DurableFunction.class.getPackageName()) || inPackage.startsWith("dev.reprise.core");
    }
}
