package dev.reprise.gateway.sns;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Whether a post was signed with a key: RSA over SHA-1 (signature version 1) or SHA-256 (version 2). */
final class SnsSignature {
    private SnsSignature() {}

    /**
     * Lets pass what is signed.
     *
     * @throws SnsRefusal when it is not
     */
    static void verify(SnsPost post, PublicKey key) {
        var algorithm = switch (post.get(SnsPost.SIGNATURE_VERSION)) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> throw forged("a SignatureVersion of 1 or 2, but found another");
        };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(post.signedBytes());
            if (!signature.verify(Base64.getDecoder().decode(post.get(SnsPost.SIGNATURE)))) {
                throw forged("the signature of SNS, but found another");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw forged("a signature of SNS, but found none");
        }
    }

    private static SnsRefusal forged(String expectedAndFound) {
        return new SnsRefusal(SnsRefusal.Kind.FORGED, "Expected " + expectedAndFound);
    }
}
