package org.annals.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a receiver shares with the service, to know that a message is from it: by [Standard
/// Webhooks](https://www.standardwebhooks.com), as are its text and the signature.
record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    WebhookSecret {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + PREFIX);
        }
    }

    static WebhookSecret made() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(random));
    }

    /// What to send in `webhook-signature`.
    String signature(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            mac.init(new SecretKeySpec(key, HMAC));
            byte[] signed = mac.doFinal("%s.%d.%s".formatted(id, timestamp, body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Not for logs.
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
