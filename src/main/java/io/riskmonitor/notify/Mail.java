package io.riskmonitor.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A message as mail: text and HTML side by side, its key as the Message-ID, its thread as what it refers to. */
final class Mail extends MimeMessage {
    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private final String messageId;

    private Mail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static Mail of(Session session, String from, String to, Message message, Instant now) throws MessagingException {
        InternetAddress sender = new InternetAddress(from, true);
        String domain = sender.getAddress().substring(sender.getAddress().indexOf('@') + 1);
        Mail mail = new Mail(session, "<" + message.key() + "@" + domain + ">");
        mail.setFrom(sender);
        mail.setRecipient(RecipientType.TO, new InternetAddress(to, true));
        mail.setSubject(message.subject(), CHARSET);
        mail.setSentDate(Date.from(now));
        mail.setContentLanguage(new String[] {message.language().tag()});
        mail.setHeader(
                "References", "<thread." + message.thread().replaceAll("[^A-Za-z0-9._-]", "-") + "@" + domain + ">");
        // RFC 3834: no holiday notices in return.
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (message.urgent()) {
            mail.setHeader("Importance", "high");
            mail.setHeader("X-Priority", "1");
        }
        MimeBodyPart text = new MimeBodyPart();
        // RFC 2046, 4.1.1: the canonical end of a line, whatever the transfer encoding.
        text.setText(message.text().replaceAll("\\R", "\r\n"), CHARSET);
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(message.html(), "text/html; charset=" + CHARSET);
        // RFC 2046, 5.1.4: the best form comes last.
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
