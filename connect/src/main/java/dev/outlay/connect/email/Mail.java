package dev.outlay.connect.email;

import dev.outlay.alert.Message;
import dev.outlay.connect.channel.Shortened;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/// A message as a mail, as plain text and as HTML. It remembers whether the server was given its content, since
/// before that it cannot have been taken.
///
/// The Message-ID is made of the id of the message, the references of the alert: the same mail sent again has the
/// same identity, and mails about one alert stand together.
final class Mail extends MimeMessage {

    private static final int SUBJECT = 200;
    private static final int ID_DIGITS = 40;

    private final String id;
    private volatile boolean handedOver;

    private Mail(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Mail of(Session session, String channel, InternetAddress from, List<InternetAddress> to, Message message)
            throws MessagingException {
        String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        var mail = new Mail(session, identity(message.id() + "@" + channel, domain));
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(line(MailText.subject(message)), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.at()));
        String thread = identity(message.alert(), domain);
        mail.setHeader("In-Reply-To", thread);
        mail.setHeader("References", thread);
        // so that no absence notice comes back, RFC 3834
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Outlay-Alert", ascii(message.alert()));
        mail.setHeader("Outlay-Severity", message.severity().word());
        var plain = new MimeBodyPart();
        plain.setText(MailText.plain(message), StandardCharsets.UTF_8.name(), "plain");
        var html = new MimeBodyPart();
        html.setText(MailText.html(message), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", plain, html));
        mail.saveChanges();
        return mail;
    }

    /// Whether the server was ready for the content and began to be given it.
    boolean wasHandedOver() {
        return handedOver;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        handedOver = true;
        super.writeTo(out, ignored);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static String identity(String text, String domain) {
        return "<" + Shortened.hash(text).substring(0, ID_DIGITS) + "@" + domain + ">";
    }

    /// A header is one line, whatever stands in an alert.
    private static String line(String text) {
        return Shortened.to(SUBJECT, text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    private static String ascii(String text) {
        return line(text).replaceAll("[^\\x20-\\x7e]", "?");
    }
}
