package loop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a source in memory: no file is read but the library's own, none is written, no process is started. */
public final class Compiler {
    private static final List<String> OPTIONS = List.of("-proc:none", "-g:source,lines", "-nowarn", "-Xmaxerrs", "20");

    /** The letter A and the classes as Loop loads them, or E and what the compiler says. */
    public static byte[] compile(byte[] source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        Map<String, ByteArrayOutputStream> made = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Memory memory = new Memory(files, made);
            boolean ok = compiler.getTask(said, memory, null, OPTIONS, null, List.of(new Source(source))).call();
            return ok ? packed(made) : ("E" + said).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(Map<String, ByteArrayOutputStream> made) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write('A');
        for (Map.Entry<String, ByteArrayOutputStream> entry : made.entrySet()) {
            for (byte[] part : List.of(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue().toByteArray())) {
                out.writeInt(part.length);
                out.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(byte[] source) {
            super(URI.create("string:///Codec.java"), Kind.SOURCE);
            text = new String(source, StandardCharsets.UTF_8);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> made;

        Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> made) {
            super(files);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location place, String name, JavaFileObject.Kind kind, FileObject near) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return made.computeIfAbsent(name, one -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
