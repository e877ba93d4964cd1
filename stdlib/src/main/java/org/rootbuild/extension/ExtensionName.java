package org.rootbuild.extension;

import java.util.regex.Pattern;

/**
 * What an extension is called, without its {@code .tcz}. One that is made for one kernel may be named with
 * {@value #KERNEL} where the kernel's version stands in the name of its file, as lists of dependencies do.
 */
public record ExtensionName(String bare) implements Comparable<ExtensionName> {
    /** Stands for the version of the kernel, as {@code uname -r} prints it. */
    public static final String KERNEL = "KERNEL";
    /** How files of extensions end. */
    public static final String ENDING = ".tcz";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+~@=,:-]{0,199}");

    /** @throws IllegalArgumentException with a sentence where nothing can be called so */
    public ExtensionName {
        if (!FORM.matcher(bare).matches()) {
            throw new IllegalArgumentException("'" + shown(bare) + "' cannot be the name of an extension");
        }
    }

    /** The name with or without its ending, as people write it. */
    public static ExtensionName of(String text) {
        String name = text.strip();
        return new ExtensionName(name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name);
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    public String file() {
        return bare + ENDING;
    }

    /** Whether the kernel's version is still to be put in. */
    public boolean isForKernel() {
        return bare.endsWith("-" + KERNEL) || bare.contains("-" + KERNEL + "-");
    }

    /** With the version of the kernel in its place. */
    public ExtensionName on(String kernel) {
        return isForKernel() ? new ExtensionName(bare.replace("-" + KERNEL, "-" + kernel)) : this;
    }

    @Override
    public int compareTo(ExtensionName other) {
        return bare.compareTo(other.bare);
    }

    @Override
    public String toString() {
        return file();
    }
}
