package org.annals.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTargetsTest {
    private static final WebhookTargets PUBLIC = new WebhookTargets(Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "127.1",
                "2130706433",
                "localhost",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::ffff:10.0.0.1]",
                "[::10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[2002:a00:1::]",
                "[fe80::1]",
                "[fec0::1]",
                "[fd00::1]",
                "[ff02::1]"
            })
    void what_is_not_of_the_public_internet_is_not_called(String host) {
        URI url = URI.create("https://" + host + "/hook");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PUBLIC.resolve(url));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("ANNALS_WEBHOOKS_ALLOWED_NETWORKS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]"})
    void what_is_public_is(String host) {
        PUBLIC.resolve(URI.create("https://" + host + "/hook"));
    }

    @Test
    void the_operator_allows_networks() {
        WebhookTargets some = new WebhookTargets(Optional.of(List.of("10.1.0.0/15", "fd00::/8")));
        assertEquals("10.0.255.1", some.resolve(URI.create("http://10.0.255.1")).getHostAddress());
        some.resolve(URI.create("http://[fd12::1]:8080"));
        URI beside = URI.create("http://10.2.0.1");
        assertThrows(IllegalArgumentException.class, () -> some.resolve(beside));
        assertThrows(IllegalArgumentException.class, () -> Network.of("example.org"));
        assertThrows(IllegalArgumentException.class, () -> Network.of("10.0.0.0/33"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/hook",
                "ftp://8.8.8.8/hook",
                "https:///hook",
                "https://somebody:secret@8.8.8.8/",
                "https://8.8.8.8/#part",
                "https://8.8.8.8/ hook"
            })
    void what_is_no_address_of_the_web_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PUBLIC.read(text));
    }
}
