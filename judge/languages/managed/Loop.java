package loop;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The loop inside that speaks the protocol of judge/sandbox/harness.py, for Java. What is loaded are the
 * classes that Compiler made: of each its name and its bytes, both with their lengths. They are in another
 * module than this one, to which alone java.io is opened: by its private parts memory could be written to.
 */
public final class Loop {
    private static final int TEXT_LIMIT = 8192;
    private static DataInputStream jobs;
    private static FileOutputStream results;
    private static final byte[] token = new byte[4];
    private static Class<?> codec;

    public static void main(String[] arguments) throws Exception {
        jobs = new DataInputStream(new FileInputStream(descriptor(Integer.parseInt(arguments[0]))));
        results = new FileOutputStream(descriptor(Integer.parseInt(arguments[1])));
        claimLibraries();
        System.load("/judge/lockdown.so");
        results.write('R');
        while (true) {
            int command = jobs.read();
            if (command < 0) Runtime.getRuntime().halt(0);
            try {
                answer('O', handle(command));
            } catch (EOFException gone) {
                Runtime.getRuntime().halt(0);
            } catch (OutOfMemoryError error) {
                answer('M', new byte[0]);
            } catch (Throwable error) {
                answer(command == 'L' || command == 'W' ? 'C' : 'X', describe(error));
            }
        }
    }

    /**
     * What one loader of classes has loaded, no other can: a class of a submission that is named like one of the
     * library's would be given its native methods, and some of them write to any address.
     */
    private static void claimLibraries() {
        for (String name : new File("/java/lib").list()) {
            try {
                if (name.endsWith(".so")) System.load("/java/lib/" + name);
            } catch (UnsatisfiedLinkError claimed) {
                // By the library itself.
            }
        }
    }

    private static byte[] handle(int command) throws Throwable {
        switch (command) {
            case 'L': return load();
            case 'W': return warmUp();
            case 'F': return call();
            case 'E': return lastBlock();
            default: throw new IllegalArgumentException("Java has no request " + (char) command);
        }
    }

    private static byte[] load() throws Throwable {
        String needed = new String(block(), StandardCharsets.UTF_8);
        codec = Class.forName("Codec", true, new Classes(lastBlock()));
        for (String name : needed.split(",")) if (!name.isEmpty()) named(name);
        return new byte[0];
    }

    private static byte[] warmUp() throws Throwable {
        jobs.readFully(token);
        for (Method method : codec.getDeclaredMethods()) {
            if (method.getName().equals("warmup") && method.getParameterCount() == 0) invoke(method);
        }
        return new byte[0];
    }

    private static byte[] call() throws Throwable {
        String name = new String(block(), StandardCharsets.UTF_8);
        int more = jobs.read() - 1;
        if (jobs.read() != 'B') throw new IllegalArgumentException("expected bytes");
        byte[] given = block();
        // How much space there is for the answer, which Java makes by itself.
        jobs.readNBytes(9 * more);
        jobs.readFully(token);
        byte[] result = (byte[]) (name.equals("compile") && codec == null
            ? named(Class.forName("loop.Compiler"), name).invoke(null, (Object) given) : invoke(named(name), given));
        if (result == null) throw new NullPointerException(name + " must return a byte[], it returned null");
        return result;
    }

    private static Object invoke(Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static Method named(String name) throws ReflectiveOperationException {
        return named(codec, name);
    }

    private static Method named(Class<?> owner, String name) throws ReflectiveOperationException {
        try {
            Method method = owner.getDeclaredMethod(name, byte[].class);
            boolean isStatic = java.lang.reflect.Modifier.isStatic(method.getModifiers());
            if (isStatic && method.getReturnType() == byte[].class) {
                method.setAccessible(true);
                return method;
            }
        } catch (NoSuchMethodException missing) {
            // Said below.
        }
        throw new NoSuchMethodException("the class Codec has no method static byte[] " + name + "(byte[])");
    }

    private static byte[] block() throws IOException {
        byte[] data = new byte[jobs.readInt()];
        jobs.readFully(data);
        return data;
    }

    private static byte[] lastBlock() throws IOException {
        byte[] data = block();
        jobs.readFully(token);
        return data;
    }

    private static void answer(char letter, byte[] data) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(13);
        results.write(head.put((byte) letter).put(token).putLong(data.length).array());
        results.write(data);
    }

    private static byte[] describe(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        String shown = text.toString().replaceAll("\\s+at (loop/|java\\.base/(java\\.lang\\.reflect|jdk\\.internal)).*", "");
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, Math.min(bytes.length, TEXT_LIMIT));
    }

    private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        FileDescriptor descriptor = new FileDescriptor();
        Field field = FileDescriptor.class.getDeclaredField("fd");
        field.setAccessible(true);
        field.setInt(descriptor, number);
        return descriptor;
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> made = new HashMap<>();

        Classes(byte[] packed) {
            super(ClassLoader.getPlatformClassLoader());
            for (ByteBuffer left = ByteBuffer.wrap(packed); left.hasRemaining(); ) {
                String name = new String(part(left), StandardCharsets.UTF_8);
                made.put(name, part(left));
            }
        }

        private static byte[] part(ByteBuffer left) {
            byte[] data = new byte[left.getInt()];
            left.get(data);
            return data;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = made.get(name);
            if (code == null) throw new ClassNotFoundException(name.equals("Codec") ? "the file has no class Codec" : name);
            return defineClass(name, code, 0, code.length);
        }
    }
}
