package org.rootbuild.debian;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** Decides whether one signature by one of the keys is good at one moment (RFC 9580, sections 5.2 and 10). */
final class SignatureCheck {
    private static final Set<Integer> STRONG_HASHES = Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384,
        HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA224, HashAlgorithmTags.SHA3_256, HashAlgorithmTags.SHA3_512);
    /** The second one, RSA for signing only, is out of use but still readable (RFC 9580, section 9.1). */
    private static final Set<Integer> RSA = Set.of(PublicKeyAlgorithmTags.RSA_GENERAL, 3);
    private static final int LEAST_RSA_BITS = 2048;
    /** Clocks of hosts differ; a signature may come from a little ahead of ours. */
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);

    private final List<PGPPublicKeyRing> rings;
    private final Instant now;
    private final BcPGPContentVerifierBuilderProvider verifiers = new BcPGPContentVerifierBuilderProvider();

    SignatureCheck(List<PGPPublicKeyRing> rings, Instant now) {
        this.rings = rings;
        this.now = now;
    }

    /** Why the signature is not good; empty where it is. */
    List<String> reasonsAgainst(PGPSignature signature, byte[] signedBytes) {
        if (!STRONG_HASHES.contains(signature.getHashAlgorithm())) {
            return List.of("the signature of key " + id(signature.getKeyID()) + " uses a weak hash (algorithm "
                + signature.getHashAlgorithm() + ")");
        }
        if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT || signature.getVersion() < 4) {
            return List.of("the signature of key " + id(signature.getKeyID()) + " is not one of a text");
        }
        List<String> reasons = new ArrayList<>();
        for (PGPPublicKeyRing ring : rings) {
            PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
            if (key != null) {
                List<String> against = new ArrayList<>(againstKey(ring, key));
                against.addAll(againstSignature(key, signature, signedBytes));
                if (against.isEmpty()) {
                    return List.of();
                }
                reasons.addAll(against);
            }
        }
        return reasons.isEmpty() ? List.of("the key " + id(signature.getKeyID()) + " is not in the keyring") : reasons;
    }

    private List<String> againstKey(PGPPublicKeyRing ring, PGPPublicKey key) {
        PGPPublicKey primary = ring.getPublicKey();
        String name = "the key " + id(key.getKeyID());
        List<String> reasons = new ArrayList<>();
        // A revocation counts without being verified: whoever could forge one into our keyring could do worse.
        if (primary.hasRevocation() || key.hasRevocation()) {
            reasons.add(name + " is revoked");
        }
        if (isExpired(primary) || isExpired(key)) {
            reasons.add(name + " has expired");
        }
        if (RSA.contains(key.getAlgorithm()) && key.getBitStrength() < LEAST_RSA_BITS) {
            reasons.add(name + " has only " + key.getBitStrength() + " bits");
        }
        if (!maySign(primary, key)) {
            reasons.add(name + " is not made for signing");
        }
        return reasons;
    }

    private List<String> againstSignature(PGPPublicKey key, PGPSignature signature, byte[] signedBytes) {
        String name = "the signature of key " + id(key.getKeyID());
        Instant made = signature.getCreationTime().toInstant();
        if (made.isAfter(now.plus(CLOCK_SLACK))) {
            return List.of(name + " was made at " + made + ", which is in the future");
        }
        long validSeconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (validSeconds > 0 && now.isAfter(made.plusSeconds(validSeconds))) {
            return List.of(name + " has expired");
        }
        try {
            signature.init(verifiers, key);
            signature.update(signedBytes);
            return signature.verify() ? List.of() : List.of(name + " does not fit the text");
        } catch (PGPException | RuntimeException e) {
            return List.of(name + " cannot be checked: " + e.getMessage());
        }
    }

    private boolean isExpired(PGPPublicKey key) {
        long validSeconds = key.getValidSeconds();
        return validSeconds > 0 && now.isAfter(key.getCreationTime().toInstant().plusSeconds(validSeconds));
    }

    /** A subkey must be bound to its primary key, and neither may be made for other work only. */
    private boolean maySign(PGPPublicKey primary, PGPPublicKey key) {
        if (key.isMasterKey()) {
            return flagsAllowSigning(key.getSignatures());
        }
        Iterator<PGPSignature> bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        while (bindings.hasNext()) {
            PGPSignature binding = bindings.next();
            try {
                binding.init(verifiers, primary);
                if (binding.verifyCertification(primary, key)) {
                    return flagsAllowSigning(List.of(binding).iterator());
                }
            } catch (PGPException | RuntimeException e) {
                // Another binding may do.
            }
        }
        return false;
    }

    private static boolean flagsAllowSigning(Iterator<PGPSignature> signatures) {
        boolean isFlagged = false;
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            int flags = signature.getHashedSubPackets() == null ? 0 : signature.getHashedSubPackets().getKeyFlags();
            isFlagged |= flags != 0;
            if ((flags & KeyFlags.SIGN_DATA) != 0) {
                return true;
            }
        }
        return !isFlagged;
    }

    private static String id(long keyId) {
        return String.format(Locale.ROOT, "%016X", keyId);
    }
}
