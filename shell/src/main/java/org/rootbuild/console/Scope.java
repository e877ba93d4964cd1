package org.rootbuild.console;

/** Something that holds until it is closed. */
public interface Scope extends AutoCloseable {
    @Override
    void close();
}
