package org.rootbuild.loader;

import java.util.List;
import java.util.Objects;

/** One item of a boot menu. */
public sealed interface MenuItem {
    /**
     * A Linux kernel to start.
     *
     * @param title     what people choose it by; one line
     * @param linux     path of the kernel on the partition of the loader's files, from its root
     * @param initrds   paths of what the kernel gets as its first root, in this order; may be none
     * @param arguments of the kernel
     */
    record Kernel(String title, String linux, List<String> initrds, KernelArguments arguments) implements MenuItem {
        public Kernel {
            Objects.requireNonNull(title);
            Objects.requireNonNull(linux);
            initrds = List.copyOf(initrds);
            Objects.requireNonNull(arguments);
        }
    }

    /** Lines in the loader's own language, for what has no word: they are written as they are. */
    record Raw(String text) implements MenuItem {
        public Raw {
            Objects.requireNonNull(text);
        }
    }
}
