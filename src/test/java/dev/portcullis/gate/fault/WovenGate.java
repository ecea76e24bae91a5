package dev.portcullis.gate.fault;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Loads the gate's classes once more; each method of theirs tells {@link Faults} when it begins. A
 * method that takes money in the ledger or room for bodies also tells when it has it: such a fault falls between taking
 * and knowing.
 */
final class WovenGate extends ClassLoader {
    private static final String GATE = "dev.portcullis.gate.";

    private final ClassFileLocator locator;
    private final TypePool types;

    WovenGate(ClassLoader parent) {
        super(parent);
        locator = ClassFileLocator.ForClassLoader.of(parent);
        types = TypePool.Default.of(locator);
    }

    private static final String TAKES = "take|reserve|reserveNow";

    /** Copied into each method. */
    static final class Beginning {
        private Beginning() {}

        @Advice.OnMethodEnter
        static void begins(@Advice.Origin("#t.#m") String step) {
            Faults.at(step);
        }
    }

    /** Copied into those that take something. */
    static final class Taking {
        private Taking() {}

        @Advice.OnMethodExit
        static void took(@Advice.Origin("#t.#m") String step) {
            Faults.at(step + " has it");
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(GATE) || name.startsWith(GATE + "fault.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = isMain(name) ? woven(name) : plain(name);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private boolean isMain(String name) {
        return !String.valueOf(getParent().getResource(file(name))).contains("test-classes");
    }

    private byte[] woven(String name) {
        TypeDescription type = types.describe(name).resolve();
        return new ByteBuddy()
                .redefine(type, locator)
                .visit(Advice.to(Beginning.class)
                        .on(ElementMatchers.isMethod()
                                .and(ElementMatchers.not(ElementMatchers.isAbstract()))
                                .and(ElementMatchers.not(ElementMatchers.isBridge()))))
                .visit(Advice.to(Taking.class)
                        .on(ElementMatchers.nameMatches(TAKES).and(ElementMatchers.not(ElementMatchers.isAbstract()))))
                .make()
                .getBytes();
    }

    private byte[] plain(String name) throws IOException, ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(file(name))) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        }
    }

    private static String file(String name) {
        return name.replace('.', '/') + ".class";
    }
}
