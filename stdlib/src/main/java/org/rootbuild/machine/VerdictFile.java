package org.rootbuild.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a verdict for one QEMU binary and one boot of the host. Four lines of UTF-8: the format's name, the key,
 * what was found ({@code works} where KVM does) and the remedy. Anything else in the file counts as no verdict.
 */
final class VerdictFile {
    private static final String FORMAT = "rootbuild accelerator verdict 1";
    private static final String WORKS = "works";
    private static final long LARGEST_BYTES = 16_384;

    private final Path file;

    VerdictFile(Path file) {
        this.file = file;
    }

    Optional<Verdict> read(String key) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 4 || !lines.get(0).equals(FORMAT) || !lines.get(1).equals(key)) {
                return Optional.empty();
            }
            return Optional.of(lines.get(2).equals(WORKS) ? Verdict.WORKS : Verdict.not(lines.get(2), lines.get(3)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A verdict that cannot be kept is found again next time, so nothing is lost by passing over an error. */
    void keep(String key, Verdict verdict) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "verdict", ".tmp");
            try {
                Files.write(fresh, List.of(FORMAT, key, verdict.whyNot().map(VerdictFile::line).orElse(WORKS),
                    line(verdict.remedy())));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException notKept) {
            return;
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
