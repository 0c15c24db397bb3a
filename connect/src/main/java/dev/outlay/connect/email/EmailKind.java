package dev.outlay.connect.email;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import dev.outlay.connect.channel.Secret;
import dev.outlay.connect.email.MailServer.Security;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// E-mail. `host`, `port` and `security` (starttls, tls or none) say where to hand mail over; `user` and `password`
/// who does, or `auth: none` that nobody is asked for; `from` and `to` are addresses; `ca_file` holds certificates
/// to trust in place of those of the JVM.
public final class EmailKind implements ChannelKind {

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String description() {
        return "e-mail, handed to a server over SMTP with STARTTLS";
    }

    @Override
    public List<String> keys() {
        return List.of("host", "port", "security", "user", "password", "auth", "from", "to", "ca_file");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        String host = settings.text("host");
        Security security = security(settings);
        Optional<Secret> password = settings.secretUnlessOpen("password");
        if (password.isPresent() && security == Security.NONE && !ChannelSettings.isLoopback(host)) {
            throw settings.mistake(
                    "security",
                    "security: none would send the password of " + settings.name()
                            + " in the clear: use starttls or tls");
        }
        var server = new MailServer(
                host,
                port(settings, security),
                security,
                password.isPresent() ? settings.text("user") : null,
                password.orElse(null),
                certificates(settings),
                settings.timeout());
        List<InternetAddress> to = new ArrayList<>();
        for (String text : settings.texts("to")) {
            to.add(address(settings, "to", text));
        }
        return new EmailChannel(settings.name(), server, address(settings, "from", settings.text("from")), to);
    }

    private static Security security(ChannelSettings settings) {
        String text = settings.text("security", "starttls");
        return switch (text) {
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            case "none" -> Security.NONE;
            default -> throw settings.mistake("security", "security is starttls, tls or none, not " + text);
        };
    }

    private static int port(ChannelSettings settings, Security security) {
        String text = settings.text("port", String.valueOf(security.usualPort()));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw settings.mistake("port", "a port is a number from 1 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static InternetAddress address(ChannelSettings settings, String key, String text) {
        try {
            var address = new InternetAddress(text, true);
            if (!address.getAddress().contains("@")) {
                throw new AddressException("it has no @");
            }
            return address;
        } catch (AddressException e) {
            throw settings.mistake(
                    key, "no address of e-mail: " + text + " (" + e.getMessage() + "); write name@example.com");
        }
    }

    private static @Nullable SSLSocketFactory certificates(ChannelSettings settings) {
        String file = settings.text("ca_file", "");
        if (file.isEmpty()) {
            return null;
        }
        try {
            return TrustedCertificates.in(Path.of(file));
        } catch (IllegalArgumentException e) {
            throw settings.mistake("ca_file", String.valueOf(e.getMessage()));
        }
    }
}
