package org.rootbuild.verbs;

import java.io.IOException;
import org.rootbuild.loader.Loader;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.StepContext;

/**
 * A kind of boot loader that recipes can put on a disk. It is found by {@link java.util.ServiceLoader} (a line in
 * {@code META-INF/services/org.rootbuild.verbs.DiskLoader}); its words are extension methods of {@link DiskSpec}, which
 * call {@link DiskSpec#loader}.
 */
public interface DiskLoader {
    /** As {@link DiskSpec#loader} was told. */
    String kind();

    /**
     * The loader for one disk.
     *
     * @param told what its word told {@link DiskSpec#loader}; references in it are read with the context
     */
    Loader make(Fields told, StepContext context) throws IOException, InterruptedException;
}
