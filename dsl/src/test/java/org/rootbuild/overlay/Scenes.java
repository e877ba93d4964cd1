package org.rootbuild.overlay;

import java.nio.file.Path;

final class Scenes {
    static void deep(Path folder) throws Exception { }
    static void truth(Path folder) throws Exception { }
}
