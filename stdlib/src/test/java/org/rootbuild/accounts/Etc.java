package org.rootbuild.accounts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;

/** A root in the making, and the tools that look at it when it is laid out as a folder. */
final class Etc {
    static final long EPOCH = 1_700_000_000L;

    private final Path folder;
    final EditableTree tree;

    Etc(Path folder) throws IOException {
        this.folder = folder;
        this.tree = new WorkTree(new TreeIndex(EPOCH), Files.createDirectories(folder.resolve("contents")), EPOCH);
    }

    /** With the accounts that a small system begins with. */
    static Etc small(Path folder) throws IOException {
        Etc etc = new Etc(folder);
        etc.write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n");
        etc.write("etc/shadow", "root:*:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n");
        etc.write("etc/group", "root:x:0:\ndaemon:x:1:\nshadow:x:42:\nusers:x:100:\n");
        etc.write("etc/gshadow", "root:*::\ndaemon:*::\nshadow:*::\nusers:*::\n");
        for (String shell : List.of("bin/sh", "bin/bash", "usr/sbin/nologin")) {
            etc.write(shell, "#!\n");
        }
        etc.tree.put(new Entry.Folder("root", Attributes.ofRoot(0700, EPOCH)));
        return etc;
    }

    void write(String path, String text) throws IOException {
        tree.write(path, Attributes.ofRoot(path.startsWith("bin") || path.startsWith("usr") ? 0755 : 0644, EPOCH),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    Account user(UserRequest request) throws IOException {
        AccountBook book = AccountBook.of(tree, EPOCH);
        Account account = book.user(request);
        book.save();
        return account;
    }

    long group(GroupRequest request) throws IOException {
        AccountBook book = AccountBook.of(tree, EPOCH);
        long gid = book.group(request);
        book.save();
        return gid;
    }

    static UserRequest request(String name) {
        return new UserRequest(name, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(),
            Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    static UserRequest request(String name, List<String> groups, PasswordHash hash) {
        return new UserRequest(name, Optional.empty(), Optional.empty(), groups, Optional.empty(), Optional.empty(),
            Optional.empty(), false, Optional.of(hash), Optional.empty());
    }

    String text(String path) throws IOException {
        return new String(((Entry.PlainFile) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    String line(String path, String name) throws IOException {
        return text(path).lines().filter(line -> line.startsWith(name + ":")).findFirst().orElse("");
    }

    /** The tree as a folder of the host. */
    Path laidOut() throws IOException {
        Path place = folder.resolve("root");
        for (Entry entry : tree.entries().toList()) {
            Path path = place.resolve(entry.path());
            if (entry instanceof Entry.Folder) {
                Files.createDirectories(path);
            } else if (entry instanceof Entry.PlainFile file) {
                Files.createDirectories(path.getParent());
                Files.write(path, file.content().bytes());
            }
        }
        return place;
    }

    /** What pwck and grpck complain about in that folder; empty where they are content. */
    static String complaints(Path root) throws Exception {
        return complaint(List.of("pwck", "-r", "-R", root.toString()))
            + complaint(List.of("grpck", "-r", "-R", root.toString()));
    }

    private static String complaint(List<String> words) throws Exception {
        Run run = Run.of(words, "");
        return run.status() == 0 ? "" : words.get(0) + " " + run.status() + ": " + run.output();
    }

    /** A program that has ended. */
    record Run(int status, String output) {
        static Run of(List<String> words, String input) throws Exception {
            Process process = new ProcessBuilder(new ArrayList<>(words)).redirectErrorStream(true).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " does not end");
            }
            return new Run(process.exitValue(), output);
        }
    }
}
