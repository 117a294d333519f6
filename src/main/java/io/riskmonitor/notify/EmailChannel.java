package io.riskmonitor.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Mail over SMTP, RFC 5321. With STARTTLS a server that does not offer it gets nothing. */
final class EmailChannel implements Channel {
    private static final String TIMEOUT_MILLIS = "10000";

    private final String name;
    private final MailServer server;
    private final Clock clock;
    private final Session session;

    EmailChannel(String name, MailServer server, Clock clock) {
        this.name = name;
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties(server));
    }

    private static Properties properties(MailServer server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        boolean startTls = server.security() == MailServer.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == MailServer.Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (server.trust() != null) {
            properties.put("mail.smtp.ssl.socketFactory", PemTrust.socketFactory(server.trust()));
        }
        return properties;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt send(Message message, String to) {
        try (Transport transport = session.getTransport()) {
            Mail mail = Mail.of(session, server.from(), to, message, clock.instant());
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Attempt.Taken("taken by " + server.host());
        } catch (MessagingException e) {
            String detail = server.host() + ": " + HttpPost.shortened(String.valueOf(e.getMessage()));
            return isFinal(e) ? new Attempt.Refused(detail) : new Attempt.Failed(detail);
        }
    }

    /** RFC 5321, 4.2.1: a reply of 5yz is for good, one of 4yz is not. The outermost fault that has a reply decides. */
    private static boolean isFinal(MessagingException fault) {
        for (Exception e = fault; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof AddressException) {
                return true;
            }
            if (e instanceof AuthenticationFailedException) {
                return !String.valueOf(e.getMessage()).startsWith("4");
            }
            int reply = reply(e);
            if (reply > 0) {
                return reply / 100 == 5;
            }
        }
        return false;
    }

    private static int reply(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return e instanceof SMTPSendFailedException message ? message.getReturnCode() : 0;
    }
}
