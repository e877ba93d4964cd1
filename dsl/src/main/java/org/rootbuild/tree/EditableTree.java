package org.rootbuild.tree;

import java.io.IOException;
import java.io.InputStream;
import org.rootbuild.problem.Failure;

/**
 * A tree that a step changes. Every path may be written as a person writes it ({@code /etc/passwd}); links in the
 * folders on the way are followed inside the tree. Missing folders on the way are made (mode 0755, owner 0:0). A
 * change is private to the step until the step ends well. Not safe for use by several threads.
 */
public interface EditableTree extends FileTree {
    /**
     * Makes or replaces a plain file with the bytes of the stream, which is read to its end and not closed.
     *
     * @throws Failure when a folder stands at the path, or a plain file stands where a folder is needed
     */
    void write(String path, Attributes attributes, InputStream content) throws IOException;

    /** As {@link #write(String, Attributes, InputStream)}, taking the bytes over without copying them where it can. */
    void write(String path, Attributes attributes, Content content) throws IOException;

    /**
     * Makes or replaces any other entry than a plain file; {@code entry.path()} says where. A folder that is already
     * there keeps what it holds and gets the new attributes.
     *
     * @throws Failure when a folder that is not empty would be replaced by something else
     */
    void put(Entry entry) throws IOException;

    /** Makes {@code path} another name of the plain file {@code existing}. */
    void link(String path, String existing) throws IOException;

    /** Gives the entry at exactly this path other attributes. */
    void change(String path, Attributes attributes) throws IOException;

    /** Removes the entry, and with a folder everything in it. Answers whether there was one. */
    boolean remove(String path) throws IOException;

    /** Gives the entry, and with a folder everything in it, another path; what stands there must be replaceable. */
    void rename(String from, String to) throws IOException;
}
