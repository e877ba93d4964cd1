package org.rootbuild.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys of a test, made and used by GnuPG. */
final class GpgHome implements AutoCloseable {
    final Tool tool;
    private final Path home;

    GpgHome(Path parent) throws IOException {
        home = Files.createTempDirectory(parent, "gpg", PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rwx------")));
        tool = new Tool(home, Map.of("GNUPGHOME", home.toString()));
    }

    /** A new key, such as {@code makeKey("ann", "ed25519", "never")}. */
    void makeKey(String name, String algorithm, String expires, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--passphrase", ""));
        command.addAll(List.of(options));
        command.addAll(List.of("--quick-generate-key", name + "@test.invalid", algorithm, "sign", expires));
        tool.run(command.toArray(String[]::new));
    }

    String fingerprint(String name) throws Exception {
        return tool.run("gpg", "--batch", "--with-colons", "--list-keys", name + "@test.invalid").lines()
            .filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow().split(":")[9];
    }

    byte[] exportKeys(String... names) throws Exception {
        Path file = Files.createTempFile(home, "export", ".gpg");
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--yes", "-o", file.toString(), "--export"));
        for (String name : names) {
            command.add(name + "@test.invalid");
        }
        tool.run(command.toArray(String[]::new));
        return Files.readAllBytes(file);
    }

    Keyring keyring(String... names) throws Exception {
        return Keyring.parse(exportKeys(names), "the test keyring");
    }

    byte[] sign(String text, String name, String... options) throws Exception {
        return sign(text.getBytes(StandardCharsets.UTF_8), List.of(name), options);
    }

    byte[] sign(byte[] text, List<String> names, String... options) throws Exception {
        Path in = Files.write(Files.createTempFile(home, "text", ".txt"), text);
        Path out = in.resolveSibling(in.getFileName() + ".asc");
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--yes", "--passphrase", ""));
        for (String name : names) {
            command.addAll(List.of("-u", name + "@test.invalid"));
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-o", out.toString(), "--clearsign", in.toString()));
        tool.run(command.toArray(String[]::new));
        return Files.readAllBytes(out);
    }

    /** What gpgv says of a message: the status it ends with. */
    int gpgv(byte[] message, byte[] keyring) throws Exception {
        Path keys = Files.write(Files.createTempFile(home, "keys", ".gpg"), keyring);
        Path file = Files.write(Files.createTempFile(home, "message", ".asc"), message);
        return tool.tryOut("", "gpgv", "--keyring", keys.toString(), file.toString()).status();
    }

    /** Ends the agent of this home and of no other. */
    @Override
    public void close() throws IOException {
        try {
            tool.run("gpgconf", "--homedir", home.toString(), "--kill", "all");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
