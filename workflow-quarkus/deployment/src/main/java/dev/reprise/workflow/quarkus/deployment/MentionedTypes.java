package dev.reprise.workflow.quarkus.deployment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The classes that code hands to the SDK as types of its payloads. Which of a class's constants those are is not asked, except
 * that names of loggers are none: one that is registered for nothing costs a little, one that is missing costs an execution.
 */
final class MentionedTypes {
    private static final String SDK = "dev/reprise/workflow/";
    private static final String CONTEXT = SDK + "DurableContext";
    private static final Set<String> LOGGERS = Set.of("org/slf4j/LoggerFactory", "org/jboss/logging/Logger");

    private MentionedTypes() {}

    /**
     * The class constants of a class that uses the SDK, and what its methods that call other functions make or get, for
     * what they call them with has no constant.
     *
     * @param classFile the class as compiled
     * @return names as in source, {@code java} left out; none for a class that does not use the SDK
     */
    static Set<String> in(byte[] classFile) {
        var found = new Found();
        new ClassReader(classFile).accept(found, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found.usesSdk ? found.names : Set.of();
    }

    private static final class Found extends ClassVisitor {
        private final Set<String> names = new TreeSet<>();
        private boolean usesSdk;

        Found() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            mention(Type.getMethodType(descriptor));
            return new Calls(this, Type.getArgumentTypes(descriptor));
        }

        /** What a method takes or gives may be the SDK's. */
        void mention(Type method) {
            usesSdk |= isSdk(method.getReturnType());
            for (var argument : method.getArgumentTypes()) {
                usesSdk |= isSdk(argument);
            }
        }

        private static boolean isSdk(Type type) {
            return type.getSort() == Type.OBJECT && type.getInternalName().startsWith(SDK);
        }

        void add(Type type) {
            var element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT && !element.getClassName().startsWith("java.")) {
                names.add(element.getClassName());
            }
        }
    }

    private static final class Calls extends MethodVisitor {
        private final Found found;
        private final Set<Type> values = new HashSet<>();
        private final Deque<Type> constants = new ArrayDeque<>();
        private boolean callsFunctions;

        Calls(Found found, Type[] arguments) {
            super(Opcodes.ASM9);
            this.found = found;
            values.addAll(List.of(arguments));
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type) {
                constants.add(type);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            values.add(Type.getObjectType(type));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            values.add(Type.getType(descriptor));
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (LOGGERS.contains(owner)) {
                constants.pollLast();
            }
            found.usesSdk |= owner.startsWith(SDK);
            found.mention(Type.getMethodType(descriptor));
            values.add(Type.getReturnType(descriptor));
            callsFunctions |= owner.equals(CONTEXT) && name.equals("invoke");
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            found.mention(Type.getMethodType(descriptor));
        }

        @Override
        public void visitEnd() {
            constants.forEach(found::add);
            if (callsFunctions) {
                values.forEach(found::add);
            }
        }
    }
}
