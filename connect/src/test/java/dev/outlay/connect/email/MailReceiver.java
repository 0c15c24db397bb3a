package dev.outlay.connect.email;

import dev.outlay.connect.channel.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server on this machine, which wants STARTTLS and a password.
final class MailReceiver implements Receiver {

    static final Certificates CERTIFICATES = Certificates.of("dns:localhost,ip:127.0.0.1");
    private static final String USER = "outlay";
    private static final String PASSWORD = "p4ssw0rdexample";

    final List<String> recipients = Collections.synchronizedList(new ArrayList<>());
    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
    private final List<String> began = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger sessions = new AtomicInteger();
    private final SMTPServer server;
    private volatile List<Answer> answers = List.of(Answer.TAKEN);

    /// How a server differs from the usual one.
    enum Manner {
        STARTTLS,
        TLS,
        /// It offers no encryption and asks for no password.
        PLAIN
    }

    MailReceiver(Manner manner) {
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(Taking::new);
        switch (manner) {
            case STARTTLS -> builder.enableTLS().requireTLS().startTlsSocketFactory(CERTIFICATES.server());
            case TLS -> builder.serverSocketFactory(CERTIFICATES.server());
            case PLAIN -> builder.hideTLS();
        }
        if (manner != Manner.PLAIN) {
            builder.requireAuth()
                    .authenticationHandlerFactory(
                            new EasyAuthenticationHandlerFactory((user, password, _) -> login(user, password)));
        }
        server = builder.build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    /// The mails that were taken, in full.
    List<String> mails() {
        return List.copyOf(mails);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("password", "env:HERE_PASSWORD");
        settings.put("user", USER);
        settings.put("host", "localhost");
        settings.put("port", Integer.toString(port()));
        settings.put("from", "Outlay <outlay@example.com>");
        settings.put("to", "[ada@example.com, grace@example.com]");
        settings.put("ca_file", CERTIFICATES.file().toString());
        return settings;
    }

    @Override
    public List<String> secretKeys() {
        return List.of("password");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("HERE_PASSWORD", PASSWORD);
    }

    @Override
    public void answers(Answer... inTurn) {
        answers = List.of(inTurn);
    }

    @Override
    public List<String> received() {
        // what was taken, and the beginnings of what was not
        return mails.isEmpty() && began.isEmpty()
                ? List.of()
                : began.stream()
                        .map(_ -> mails.isEmpty() ? "" : mails.getFirst())
                        .toList();
    }

    @Override
    public boolean asksForPauses() {
        return false;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void login(String user, String password) throws LoginFailedException {
        if (!USER.equals(user) || !PASSWORD.equals(password)) {
            throw new LoginFailedException("Authentication credentials invalid");
        }
    }

    private final class Taking implements MessageHandler {

        private final Answer answer;

        Taking(MessageContext ignored) {
            int number = sessions.getAndIncrement();
            this.answer = answers.get(Math.min(number, answers.size() - 1));
        }

        @Override
        public void from(String from) throws RejectException {
            began.add(from);
            if (answer == Answer.BUSY) {
                throw new RejectException(421, "4.7.0 too many mails, come back later");
            }
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (answer == Answer.REFUSED || recipient.startsWith("nobody")) {
                throw new RejectException(550, "5.1.1 no such user");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream in) throws RejectException, IOException {
            String mail = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (answer == Answer.FAILED) {
                throw new RejectException(451, "4.3.0 the disk is full");
            }
            if (answer == Answer.SILENT) {
                try {
                    Thread.sleep(1_300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            mails.add(mail);
            return "queued as 1";
        }

        @Override
        public void done() {
            // nothing is kept open
        }
    }
}
