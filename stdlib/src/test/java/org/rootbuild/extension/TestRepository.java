package org.rootbuild.extension;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository as Tiny Core's own are, made with mksquashfs and md5sum, in a folder and on loopback. */
final class TestRepository implements AutoCloseable {
    final Path folder;
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TestRepository(Path parent) throws IOException {
        folder = Files.createDirectories(parent.resolve("mirror/11.x/x86_64/tcz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/", this::serve);
        server.start();
    }

    Repository overHttp(String kernel) {
        return Repository.of("http://127.0.0.1:" + server.getAddress().getPort() + "/mirror", Optional.of("11.x"),
            Optional.of("x86_64"), Optional.of(kernel));
    }

    /** An extension with one program; {@code needs} are lines of its .dep file. */
    void add(String name, String... needs) throws Exception {
        add(name, Map.of("usr/local/bin/" + name, "echo " + name + "\n"), needs);
    }

    void add(String name, Map<String, String> files, String... needs) throws Exception {
        Path tree = Files.createTempDirectory(folder.getParent(), "tree");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        run("mksquashfs", tree.toString(), name + ".tcz", "-noappend", "-b", "4096", "-no-xattrs", "-quiet",
            "-no-progress");
        Files.writeString(folder.resolve(name + ".tcz.md5.txt"), run("md5sum", name + ".tcz"));
        if (needs.length > 0) {
            Files.writeString(folder.resolve(name + ".tcz.dep"),
                Stream.of(needs).collect(Collectors.joining("\n", "", "\n")));
        }
    }

    String run(String... command) throws Exception {
        Path output = Files.createTempFile("tool", ".out");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(List.of(command) + ": " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/mirror/".length());
        requests.add(path.substring(path.lastIndexOf('/') + 1));
        Path file = folder.getParent().getParent().getParent().resolve(path);
        if (Files.isRegularFile(file)) {
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
