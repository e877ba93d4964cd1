package org.rootbuild.model;

import java.util.Objects;

/**
 * A place in a recipe.
 *
 * @param file   the script as its author names it: relative to the folder of the main recipe
 * @param line   from 1; 0 where it is not known
 * @param column from 1; 0 where it is not known
 */
public record Location(String file, int line, int column) {
    public Location {
        Objects.requireNonNull(file);
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column are at least 0: " + line + ":" + column);
        }
    }

    /** {@code file:line:column}, leaving out what is not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
