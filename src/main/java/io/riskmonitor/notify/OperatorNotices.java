package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What operators are told of the monitor's own faults. They are decided, recorded and sent like all else; the id in place of
 * an alert's, with the detail, says what the message is about, as it stands in no other topic.
 */
final class OperatorNotices {
    private static final String MONITOR = "monitor/";
    private static final String DOWN = MONITOR + "down/";
    private static final String REFUSED = MONITOR + "refused/";

    private final List<Subscriptions.Operator> operators;
    private final Composer composer;

    OperatorNotices(List<Subscriptions.Operator> operators, Composer composer) {
        this.operators = operators;
        this.composer = composer;
    }

    static boolean isNotice(Delivery delivery) {
        return delivery.alertId().startsWith(MONITOR);
    }

    /** A channel has gone down; none for operators who could hear of it over that channel only. */
    List<Delivery> down(Delivery cause, String detail, Instant now) {
        return planned(DOWN + cause.channel(), cause, detail, now);
    }

    /** A message was refused; none if it was itself a notice, which would go on for ever. */
    List<Delivery> refused(Delivery cause, String detail, Instant now) {
        return isNotice(cause)
                ? List.of()
                : planned(
                        REFUSED + cause.channel() + "/" + cause.recipient() + "/" + cause.alertId(),
                        cause,
                        detail,
                        now);
    }

    private List<Delivery> planned(String id, Delivery cause, String detail, Instant now) {
        // One of a kind in a minute is enough.
        int minute = Math.toIntExact(now.getEpochSecond() / 60);
        List<Delivery> planned = new ArrayList<>();
        for (Subscriptions.Operator operator : operators) {
            if (!operator.route().channel().equals(cause.channel())) {
                planned.add(new Delivery(
                        MessageKeys.single(id, minute, operator.id(), operator.route()),
                        id,
                        minute,
                        AlertStatus.OPEN,
                        Level.HIGH,
                        cause.partition(),
                        cause.offset(),
                        operator.id(),
                        operator.language().code(),
                        operator.route().channel(),
                        operator.route().to(),
                        Delivery.Step.PLANNED,
                        null,
                        0,
                        now,
                        detail));
            }
        }
        return planned;
    }

    /** @param waiting how many deliveries are outstanding on each channel */
    Message compose(Delivery notice, ToIntFunction<String> waiting, String key) {
        Language language = Language.ofCode(notice.language());
        if (notice.alertId().startsWith(DOWN)) {
            String channel = notice.alertId().substring(DOWN.length());
            return composer.channelDown(
                    channel, notice.at(), waiting.applyAsInt(channel), notice.detail(), language, key);
        }
        String[] parts = notice.alertId().substring(REFUSED.length()).split("/", 3);
        return composer.refused(parts[0], parts[2], parts[1], notice.detail(), language, key);
    }
}
