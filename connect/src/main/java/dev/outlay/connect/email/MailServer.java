package dev.outlay.connect.email;

import dev.outlay.connect.channel.Secret;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Where mail is handed over, and as whom; no user where the server asks for none, no certificates where those of
/// the JVM are trusted. Immutable and thread-safe.
record MailServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable SSLSocketFactory certificates,
        Duration timeout) {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// How the connection is kept from being read by others.
    enum Security {
        /// It begins in the clear and is encrypted before anything is said; a server that cannot is left.
        STARTTLS(587),
        /// It is encrypted from the start.
        TLS(465),
        /// It is not.
        NONE(25);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        int usualPort() {
            return usualPort;
        }
    }

    MailServer {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(security, "security");
    }

    Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.auth", String.valueOf(user != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (certificates != null) {
            properties.put("mail.smtp.ssl.socketFactory", certificates);
        }
        // those whose address is taken get the mail although another address is refused
        properties.put("mail.smtp.sendpartial", "true");
        Duration connect = timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT;
        properties.put("mail.smtp.connectiontimeout", String.valueOf(connect.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(timeout.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(timeout.toMillis()));
        return Session.getInstance(properties);
    }

    /// For a person: `smtp.example.com:587`.
    String where() {
        return host + ":" + port;
    }
}
