package org.rootbuild.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/** A folder in which the host's tools make initial ramdisks, and are asked what is in those of ours. */
record Bench(Path folder) {
    /** What is done with the files of an initramfs. */
    interface Change {
        void make(InitrdEdit edit) throws IOException;
    }

    /** Runs a script of bash in the folder; what it prints on both outputs. */
    static final class Said {
        private final int status;
        private final String text;

        Said(int status, String text) {
            this.status = status;
            this.text = text;
        }

        int status() {
            return status;
        }

        String text() {
            return text;
        }
    }

    Said tried(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-o", "pipefail", "-euc", script).directory(folder.toFile())
            .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    String run(String script) throws IOException, InterruptedException {
        Said said = tried(script);
        assertEquals(0, said.status(), script + ": " + said.text());
        return said.text();
    }

    /** Files of every kind below {@code in}, some large enough for several blocks of a compression. */
    void makeFiles() throws IOException, InterruptedException {
        run("""
            mkdir -p in/bin in/etc/init.d in/dev in/lib/modules
            for i in $(seq 60); do seq $i 20000 > in/lib/modules/m$i; done
            printf '#!/bin/sh\\necho old\\n' > in/init; chmod 755 in/init
            echo root:x:0:0::/:/bin/sh > in/etc/passwd
            echo one > in/bin/one; ln in/bin/one in/bin/two; ln in/bin/one in/etc/three
            ln -s bin/one in/link; mkfifo in/etc/pipe; mknod in/dev/console c 5 1; mknod in/dev/sda b 8 0
            chown 1001:50 in/etc/passwd; chmod 4755 in/bin/one; touch -d @1000000000 in/bin/one in/etc/passwd
            : > in/etc/empty
            """);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Initrd open(String name) throws IOException {
        return Initrd.open(path(name), folder);
    }

    void pack(String old, Change change, String made) throws IOException {
        pack(old, change, made, Optional.empty(), List.of());
    }

    void pack(String old, Change change, String made, Optional<Compression> other,
              List<InitrdWriter.Appended> appended) throws IOException {
        try (Initrd initrd = open(old)) {
            InitrdEdit edit = initrd.edit(Files.createTempDirectory(folder, "edit"), 7);
            change.make(edit);
            write(initrd, edit, made, other, appended);
        }
    }

    void write(Initrd initrd, FileTree tree, String made, Optional<Compression> other,
               List<InitrdWriter.Appended> appended) throws IOException {
        try (OutputStream out = Files.newOutputStream(path(made))) {
            new InitrdWriter(new Compressor(2, 1L << 30), Long.MAX_VALUE).write(initrd, tree, other, appended, out,
                QUIET);
        }
    }

    /** The sentence with which a file is refused. */
    String refusal(String name, Limits limits) {
        return org.junit.jupiter.api.Assertions.assertThrows(Failure.class, () -> Initrd.open(path(name), name, folder,
            limits).close()).getMessage();
    }

    static final Activity QUIET = new Activity() {
        @Override
        public void progress(String what, long doneBytes, long totalBytes) {
            // nobody looks
        }

        @Override
        public void note(String sentence) {
            // nobody looks
        }

        @Override
        public void log(String line) {
            // nobody looks
        }
    };
}
