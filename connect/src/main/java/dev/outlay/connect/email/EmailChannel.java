package dev.outlay.connect.email;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.AtSending;
import dev.outlay.connect.channel.Secret;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Hands mails to a server over SMTP. What is handed over twice arrives twice, though some mailboxes show mails of
/// one Message-ID once.
final class EmailChannel implements Channel {

    private final String name;
    private final MailServer server;
    private final InternetAddress from;
    private final List<InternetAddress> to;

    EmailChannel(String name, MailServer server, InternetAddress from, List<InternetAddress> to) {
        this.name = name;
        this.server = server;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public boolean deduplicates() {
        return false;
    }

    @Override
    public Outcome deliver(Message message) {
        @Nullable Secret password = server.password();
        return password == null ? send(message, null) : AtSending.with(password, revealed -> send(message, revealed));
    }

    private Outcome send(Message message, @Nullable String password) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // the mail library looks for its parts through the thread, which may belong to somebody else's pool
        thread.setContextClassLoader(EmailChannel.class.getClassLoader());
        try {
            Session session = server.session();
            return hand(Mail.of(session, name, from, to, message), session, password);
        } catch (MessagingException e) {
            return new Outcome.Refused("the mail cannot be written: " + e.getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Outcome hand(Mail mail, Session session, @Nullable String password) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            try {
                transport.connect(server.host(), server.port(), server.user(), password);
            } catch (MessagingException e) {
                return notConnected(e);
            }
            transport.sendMessage(mail, to.toArray(Address[]::new));
            return new Outcome.Delivered(server.where() + " took the mail for " + names(to.toArray(Address[]::new)));
        } catch (SendFailedException e) {
            return partly(e, mail);
        } catch (MessagingException e) {
            return broken(e, mail);
        } finally {
            leave(transport);
        }
    }

    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // everything was said by then; a goodbye that fails changes nothing
            return;
        }
    }

    private Outcome notConnected(MessagingException e) {
        if (e instanceof AuthenticationFailedException && !said(e).startsWith("4")) {
            return new Outcome.Refused(server.where() + " does not take the user and password: " + said(e));
        }
        return new Outcome.TryLater(server.where() + " cannot be reached: " + said(e), null, true);
    }

    /// Some addresses, or all, were refused; with those that were not, the mail went out.
    private Outcome partly(SendFailedException e, Mail mail) {
        Address[] taken = e.getValidSentAddresses();
        if (taken != null && taken.length > 0) {
            return new Outcome.Delivered(
                    server.where() + " took the mail for " + names(taken) + ", not for others: " + said(e));
        }
        return broken(e, mail);
    }

    private Outcome broken(MessagingException e, Mail mail) {
        OptionalInt code = code(e);
        if (code.isPresent()) {
            String sentence = server.where() + " answered " + said(e);
            return code.getAsInt() >= 500
                    ? new Outcome.Refused(sentence)
                    : new Outcome.TryLater(sentence, null, code.getAsInt() == 421);
        }
        return mail.wasHandedOver()
                ? new Outcome.Unsure(
                        "the connection to " + server.where() + " broke after the mail was handed over: " + said(e))
                : new Outcome.TryLater("the connection to " + server.where() + " broke: " + said(e), null, true);
    }

    /// What the server answered; empty where it did not.
    private static OptionalInt code(@Nullable Exception failure) {
        OptionalInt found = OptionalInt.empty();
        @Nullable Exception each = failure;
        while (each instanceof MessagingException messaging) {
            int code = switch (messaging) {
                case SMTPSendFailedException sending -> sending.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPAddressFailedException address -> address.getReturnCode();
                default -> -1;
            };
            // of several refusals one that may pass later counts
            if (code >= 400 && (found.isEmpty() || code < found.getAsInt())) {
                found = OptionalInt.of(code);
            }
            each = messaging.getNextException();
        }
        return found;
    }

    private static String said(MessagingException e) {
        StringBuilder said = new StringBuilder();
        @Nullable Exception each = e;
        while (each != null) {
            String message = String.valueOf(each.getMessage())
                    .replaceAll("[\\s\\p{Cntrl}]+", " ")
                    .strip();
            if (said.indexOf(message) < 0) {
                said.append(said.isEmpty() ? "" : "; ").append(message);
            }
            each = each instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return said.length() > 300 ? said.substring(0, 300) + "..." : said.toString();
    }

    private static String names(Address[] addresses) {
        return Arrays.stream(addresses)
                .map(address -> address instanceof InternetAddress mail ? mail.getAddress() : address.toString())
                .collect(Collectors.joining(", "));
    }
}
