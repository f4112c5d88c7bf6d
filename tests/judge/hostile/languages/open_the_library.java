/* open private parts of the library, and what is meant for its own: Unsafe, foreign functions, other loaders
 * Breach: any that opens.
 *
 * setups: root
 * verdict: AC RTE
 */

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

final class Codec {
    private static final String[] CLOSED = {
        "jdk.internal.misc.Unsafe", "sun.misc.Unsafe", "java.io.FileDescriptor", "java.io.ObjectStreamClass$FieldReflector",
        "java.lang.ClassLoader", "java.lang.ProcessImpl", "java.lang.Module", "java.nio.Bits", "java.util.zip.Inflater",
        "java.lang.invoke.MethodHandles$Lookup", "jdk.internal.access.SharedSecrets", "loop.Loop", "sun.nio.ch.FileDispatcherImpl",
    };

    static byte[] compress(byte[] in) {
        List<String> got = new ArrayList<>();
        for (String name : CLOSED) {
            for (ClassLoader loader : new ClassLoader[] {Codec.class.getClassLoader(), ClassLoader.getSystemClassLoader()}) {
                try {
                    look(got, Class.forName(name, false, loader));
                } catch (ClassNotFoundException | LinkageError missing) {
                    continue;
                }
            }
        }
        foreign(got);
        return String.join(" ", got).getBytes();
    }

    static byte[] decompress(byte[] in) {
        return compress(in);
    }

    private static void look(List<String> got, Class<?> owner) {
        try {
            MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
            got.add("looked into " + owner);
        } catch (IllegalAccessException | RuntimeException closed) {
            // As it should.
        }
        List<AccessibleObject> parts = new ArrayList<>(List.of(owner.getDeclaredMethods()));
        parts.addAll(List.of(owner.getDeclaredFields()));
        for (AccessibleObject part : parts) {
            if (!part.toString().startsWith("public") && part.trySetAccessible()) got.add("opened " + part);
        }
    }

    /** What machines from 22 on have. */
    private static void foreign(List<String> got) {
        try {
            Class<?> linker = Class.forName("java.lang.foreign.Linker");
            Object own = linker.getMethod("nativeLinker").invoke(null);
            Class<?> description = Class.forName("java.lang.foreign.FunctionDescriptor");
            for (Method method : linker.getMethods()) {
                if (!method.getName().equals("downcallHandle") || method.getParameterCount() != 2) continue;
                Object layouts = java.lang.reflect.Array.newInstance(Class.forName("java.lang.foreign.MemoryLayout"), 0);
                Object takesNothing = description.getMethod("ofVoid", layouts.getClass()).invoke(null, layouts);
                Object options = java.lang.reflect.Array.newInstance(Class.forName("java.lang.foreign.Linker$Option"), 0);
                method.invoke(own, takesNothing, options);
                got.add("made a foreign function callable");
            }
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return;
        }
    }
}
