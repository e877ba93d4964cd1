package org.rootbuild.overlay;

import java.nio.file.Path;

final class Bench {
    static void main(Path folder) throws Exception { }
}
