package org.rootbuild.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.rootbuild.problem.Failure;

/** The public keys that are trusted to sign an archive. Everything in it is trusted alike. */
public final class Keyring {
    private static final long LIMIT_BYTES = 16 << 20;

    private final List<PGPPublicKeyRing> rings;
    private final String shown;

    private Keyring(List<PGPPublicKeyRing> rings, String shown) {
        this.rings = List.copyOf(rings);
        this.shown = shown;
    }

    /** The keys of Debian's own archive, as this program brings them. */
    public static Keyring debian() throws Failure {
        try (InputStream in = Objects.requireNonNull(
            Keyring.class.getResourceAsStream("debian-archive-keyring.gpg"), "the keyring is part of this program")) {
            return parse(in.readAllBytes(), "the keyring of Debian's archive");
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw new Failure("the keyring of Debian's archive cannot be read from this program: " + e.getMessage(),
                "Install rootbuild again.", e);
        }
    }

    /** Reads a file of public keys, binary or armored. */
    public static Keyring read(Path file) throws Failure {
        String shown = "the keyring '" + file + "'";
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw unusable(shown, "is larger than " + LIMIT_BYTES + " bytes", null);
            }
            return parse(Files.readAllBytes(file), shown);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw new Failure(shown + " cannot be read: " + e, "Check the path and that this user may read it.", e);
        }
    }

    /** Reads public keys, binary or armored; {@code shown} names them in failures. */
    public static Keyring parse(byte[] bytes, String shown) throws Failure {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try {
            boolean isArmored = bytes.length > 0 && (bytes[0] & 0x80) == 0;
            if (isArmored) {
                for (byte[] block : Armor.decode(new String(bytes, StandardCharsets.UTF_8), "PGP PUBLIC KEY BLOCK")) {
                    addRings(block, rings);
                }
            } else {
                addRings(bytes, rings);
            }
        } catch (IOException | RuntimeException e) {
            throw unusable(shown, "is damaged: " + e.getMessage(), e);
        }
        if (rings.isEmpty()) {
            throw unusable(shown, "holds no public key", null);
        }
        return new Keyring(rings, shown);
    }

    private static void addRings(byte[] packets, List<PGPPublicKeyRing> rings) throws IOException {
        PGPObjectFactory objects = new PGPObjectFactory(packets, new BcKeyFingerprintCalculator());
        for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
            if (object instanceof PGPPublicKeyRing ring) {
                rings.add(ring);
            }
        }
    }

    /** The keys as one block of ASCII armor, for other programs. */
    public String armored() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            for (PGPPublicKeyRing ring : rings) {
                ring.encode(armor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /**
     * Answers the text of a clear-signed message, if one good signature of a good key is on it; like apt it does not
     * mind other signatures beside that one.
     *
     * @param shown names the message in failures
     */
    public String verify(byte[] message, String shown, Clock clock) throws Failure {
        ClearSigned signed = ClearSigned.parse(message, shown);
        byte[] canonical = signed.canonicalBytes();
        SignatureCheck check = new SignatureCheck(rings, clock.instant());
        List<String> reasons = new ArrayList<>();
        for (PGPSignature signature : signatures(signed, shown)) {
            List<String> against = check.reasonsAgainst(signature, canonical);
            if (against.isEmpty()) {
                return signed.text();
            }
            reasons.addAll(against);
        }
        throw new Failure(shown + " has no good signature by " + this.shown + ": " + String.join("; ", reasons),
            "Use another mirror. If the archive is not Debian's own, name its keyring; if its keys are newer than this "
                + "program, use a newer rootbuild; check the clock of this host.");
    }

    private static List<PGPSignature> signatures(ClearSigned signed, String shown) throws Failure {
        List<PGPSignature> signatures = new ArrayList<>();
        try {
            for (byte[] block : Armor.decode(signed.signature(), "PGP SIGNATURE")) {
                PGPObjectFactory objects = new PGPObjectFactory(block, new BcKeyFingerprintCalculator());
                for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                    if (object instanceof PGPSignatureList list) {
                        list.forEach(signatures::add);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new Failure("the signature of " + shown + " is damaged: " + e.getMessage(), "Use another mirror.", e);
        }
        if (signatures.isEmpty()) {
            throw new Failure(shown + " holds an empty signature", "Use another mirror.");
        }
        return signatures;
    }

    private static Failure unusable(String shown, String found, Throwable cause) {
        String remedy = "Name a file of OpenPGP public keys, as `gpg --export` writes it.";
        return cause == null ? new Failure(shown + " " + found, remedy)
            : new Failure(shown + " " + found, remedy, cause);
    }

    @Override
    public String toString() {
        return shown + " (" + rings.size() + " keys)";
    }
}
