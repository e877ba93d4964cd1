package org.rootbuild.debian;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small archive that Debian's own tools wrote and GnuPG signed, served on loopback. */
final class TestArchive implements AutoCloseable {
    final Path folder;
    final String suite;
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Tool tool;
    private final GpgHome gpg;
    private final HttpServer server;

    TestArchive(Path parent, GpgHome gpg, String suite) throws IOException {
        this.folder = Files.createTempDirectory(parent, "archive");
        this.suite = suite;
        this.gpg = gpg;
        this.tool = new Tool(folder, Map.of());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/debian/", this::serve);
        server.start();
    }

    URI mirror() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/debian");
    }

    DebianArchive archive(URI... mirrors) {
        return new DebianArchive(mirrors.length == 0 ? List.of(mirror()) : List.of(mirrors), suite, List.of("main"),
            "amd64");
    }

    /** Builds a package with dpkg-deb; each field is a line of its control file. */
    void add(String name, String version, String... fields) throws Exception {
        Path tree = Files.createTempDirectory(folder.getParent(), "tree");
        Files.createDirectories(tree.resolve("DEBIAN"));
        String more = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
        Files.writeString(tree.resolve("DEBIAN/control"), "Package: " + name + "\nVersion: " + version
            + "\nArchitecture: amd64\nMaintainer: T <t@test.invalid>\n" + more
            + "Description: for a test\n more of it\n");
        Path pool = Files.createDirectories(folder.resolve("pool/main"));
        tool.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree.toString(),
            pool.resolve(name + "_" + version.replace(":", "%3a") + "_amd64.deb").toString());
    }

    /** Writes the list of packages and the release file, and signs it. */
    void publish(String key, String... releaseOptions) throws Exception {
        Path lists = Files.createDirectories(folder.resolve(dists() + "/main/binary-amd64"));
        String packages = tool.run("apt-ftparchive", "packages", "pool");
        Files.writeString(lists.resolve("Packages"), packages);
        tool.run("xz", "-kf", lists.resolve("Packages").toString());
        sign(key, release(suite, releaseOptions));
    }

    String release(String codename, String... options) throws Exception {
        Files.deleteIfExists(path("InRelease"));
        ArrayList<String> command = new ArrayList<>(List.of("apt-ftparchive"));
        command.addAll(List.of("-o", "APT::FTPArchive::Release::Codename=" + codename,
            "-o", "APT::FTPArchive::Release::Suite=test", "-o", "APT::FTPArchive::Release::Origin=Test"));
        command.addAll(List.of(options));
        command.addAll(List.of("release", dists()));
        return tool.run(command.toArray(String[]::new));
    }

    void sign(String key, String release) throws Exception {
        Files.write(path("InRelease"), gpg.sign(release, key));
    }

    Path path(String inSuite) {
        return folder.resolve(dists()).resolve(inSuite);
    }

    private String dists() {
        return "dists/" + suite;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/debian/".length());
        requests.add(path);
        Path file = folder.resolve(path);
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
