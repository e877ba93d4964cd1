package org.rootbuild.debian;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A small archive that Debian's own tools wrote and GnuPG signed, served on loopback. */
final class TestArchive implements AutoCloseable {
    final Path folder;
    final String suite;
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Told of each path before it is served. */
    volatile Consumer<String> onRequest = path -> { };
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

    /** Builds a package of one file with dpkg-deb; each field is a line of its control file. */
    void add(String name, String version, String... fields) throws Exception {
        Path tree = Files.createTempDirectory(folder.getParent(), "tree");
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(Files.createDirectories(tree.resolve("usr/share/test")).resolve(name), version + "\n");
        String more = fields.length == 0 ? "" : String.join("\n", fields) + "\n";
        Files.writeString(tree.resolve("DEBIAN/control"), "Package: " + name + "\nVersion: " + version
            + "\nArchitecture: amd64\nMaintainer: T <t@test.invalid>\n" + more
            + "Description: for a test\n more of it\n");
        Path pool = Files.createDirectories(folder.resolve("pool/main"));
        tool.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree.toString(),
            pool.resolve(name + "_" + version.replace(":", "%3a") + "_amd64.deb").toString());
    }

    /** Builds a source package with dpkg-source: a tarball, its signature, and one more tarball for each component. */
    void addSource(String name, String upstream, String version, String binaries, String... components)
        throws Exception {
        Path work = Files.createTempDirectory(folder.getParent(), "source");
        Path tree = Files.createDirectories(work.resolve(name + "-" + upstream));
        Files.writeString(tree.resolve("main.c"), "int main(void) { return 0; } /* " + upstream + " */\n");
        String stem = name + "_" + upstream;
        Tool here = new Tool(work, Map.of());
        here.run("tar", "-cJf", stem + ".orig.tar.xz", tree.getFileName().toString());
        Files.writeString(work.resolve(stem + ".orig.tar.xz.asc"), "a signature\n");
        for (String component : components) {
            Files.writeString(Files.createDirectories(tree.resolve(component)).resolve("file"), component + "\n");
            here.run("tar", "-cJf", stem + ".orig-" + component + ".tar.xz", "-C", tree.toString(), component);
        }
        describe(tree, name, version, binaries, "3.0 (quilt)");
        build(here, work, tree);
    }

    /** Builds a source package of Debian's own, which has one tarball and no other. */
    void addNativeSource(String name, String version) throws Exception {
        Path work = Files.createTempDirectory(folder.getParent(), "source");
        Path tree = Files.createDirectories(work.resolve(name + "-" + version));
        describe(tree, name, version, name, "3.0 (native)");
        build(new Tool(work, Map.of()), work, tree);
    }

    private static void describe(Path tree, String name, String version, String binaries, String format)
        throws IOException {
        Path debian = Files.createDirectories(tree.resolve("debian/source")).getParent();
        Files.writeString(debian.resolve("source/format"), format + "\n");
        Files.writeString(debian.resolve("changelog"), name + " (" + version + ") unstable; urgency=low\n\n  * T.\n\n"
            + " -- T <t@test.invalid>  Sat, 01 Jan 2022 00:00:00 +0000\n");
        StringBuilder control = new StringBuilder("Source: " + name + "\nMaintainer: T <t@test.invalid>\n");
        for (String binary : binaries.split(" ")) {
            control.append("\nPackage: ").append(binary).append("\nArchitecture: any\nDescription: for a test\n");
        }
        Files.writeString(debian.resolve("control"), control);
    }

    private void build(Tool here, Path work, Path tree) throws Exception {
        here.run("dpkg-source", "-b", tree.getFileName().toString());
        Path pool = Files.createDirectories(folder.resolve("pool/main"));
        try (var files = Files.list(work)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.move(file, pool.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The list of all source packages. */
    String sources() throws Exception {
        return tool.run("apt-ftparchive", "sources", "pool");
    }

    /** Writes this list of sources, packed with each of these tools, then as {@link #publish}. */
    void publishSources(String key, String list, String... packers) throws Exception {
        Path sources = Files.createDirectories(folder.resolve(dists() + "/main/source")).resolve("Sources");
        for (String ending : List.of("", ".xz", ".gz")) {
            Files.deleteIfExists(sources.resolveSibling("Sources" + ending));
        }
        Files.writeString(sources, list);
        for (String packer : packers) {
            tool.run(packer, "-kf", sources.toString());
        }
        publish(key);
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
        onRequest.accept(path);
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
