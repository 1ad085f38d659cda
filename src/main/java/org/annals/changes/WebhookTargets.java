package org.annals.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where webhooks may lead. Whoever may make one could otherwise have the service call what only
/// the service can reach: itself, its neighbours, the cloud's own addresses.
@ApplicationScoped
class WebhookTargets {

    static final String SETTING = "annals.webhooks.allowed-networks";

    // What is not of the public Internet, beyond what the JDK knows by name: "this" network,
    // carriers'
    // own, protocols' own, examples, trials, the reserved; unique-local; and IPv6 addresses
    // that lead to an IPv4 address which nobody would look at.
    private static final List<Network> NOT_PUBLIC =
            Stream.of(
                            "0.0.0.0/8",
                            "100.64.0.0/10",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "::/96",
                            "64:ff9b::/96",
                            "64:ff9b:1::/48",
                            "2001::/32",
                            "2001:db8::/32",
                            "2002::/16",
                            "fc00::/7")
                    .map(Network::of)
                    .toList();

    private final List<Network> allowed;

    WebhookTargets(@ConfigProperty(name = SETTING) Optional<List<String>> allowed) {
        this.allowed =
                allowed.orElse(List.of()).stream().map(String::strip).map(Network::of).toList();
    }

    /// Reads an address that a message could be sent to.
    ///
    /// @throws IllegalArgumentException if it is none, or not one where a message may be sent
    URI read(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'%s' is no address: %s.".formatted(text, e.getReason()), e);
        }
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "'%s' is no address to send to. It is one like https://example.org/hook, without a user and without '#'."
                            .formatted(text));
        }
        resolve(url);
        return url;
    }

    /// The very address to connect to: looked up and looked at in one, since what a name leads to
    /// can change.
    ///
    /// @throws IllegalArgumentException if it may not be called, or there is none
    InetAddress resolve(URI url) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(url.getHost());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "There is no host '%s'.".formatted(url.getHost()), e);
        }
        for (InetAddress address : found) {
            if (!mayBeCalled(address)) {
                throw new IllegalArgumentException(
                        "'%s' leads to %s, which is not of the public Internet. Whoever runs the service can allow it by ANNALS_WEBHOOKS_ALLOWED_NETWORKS."
                                .formatted(url.getHost(), address.getHostAddress()));
            }
        }
        return found[0];
    }

    private boolean mayBeCalled(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return !(address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || NOT_PUBLIC.stream().anyMatch(network -> network.contains(address)));
    }
}
